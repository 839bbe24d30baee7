import type { Diagnostic, NodeId } from '../base/index.ts';
import type { Change, Shared, Unprovable } from '../fingerprint/index.ts';

/** Why a step is in the plan. */
export type Reason =
  /** It was asked for, and nothing is reused: by --force, or since the command or the project does not. */
  | { readonly kind: 'selected' }
  /** Not selected, but something selected reads it and it was never built here. */
  | { readonly kind: 'never_built'; readonly neededBy: NodeId }
  /** Nothing was recorded of it: it is new, or what was built before was not published, or the test has not run. */
  | { readonly kind: 'new' }
  /** The test did not pass the last time, and is run until it does. */
  | { readonly kind: 'not_passed'; readonly verdict: 'warn' | 'fail' | 'error' }
  /** It was published and is gone since, or cannot be proven to be what it was then. */
  | { readonly kind: 'altered' }
  /** It is not what it was. Never empty. */
  | { readonly kind: 'changed'; readonly changes: readonly Change[] }
  /** It may have changed without anything telling so. Never empty. */
  | { readonly kind: 'unprovable'; readonly because: readonly Unprovable[] }
  /** The target that this one defers to has it as it would become: it is shown instead of built. */
  | { readonly kind: 'shared'; readonly shared: Shared }
  /** Its templates fail, as its build will. */
  | { readonly kind: 'broken'; readonly because: Diagnostic }
  /** Only the data that it reads may become another: decided anew when its turn comes. The nodes that are built. */
  | { readonly kind: 'upstream'; readonly nodes: readonly NodeId[] };
