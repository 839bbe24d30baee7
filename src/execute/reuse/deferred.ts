import type { DeferredTarget } from '../../project/index.ts';

/** The target that is deferred to, and what its file was like before it was attached. */
export interface Deferred extends DeferredTarget {
  readonly mark: string | undefined;
}
