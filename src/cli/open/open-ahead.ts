import { existsSync } from 'node:fs';
import type { Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import type { Project } from '../../project/index.ts';
import type { RunOptions } from '../options.ts';

/**
 * Opens a warehouse that is there while the project is still being understood, in another thread. Whoever opens it
 * afterwards shares it, or is told what is wrong with it.
 */
export class OpenAhead {
  readonly #options: RunOptions;
  #opening: Promise<Warehouse | undefined> | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
  }

  /** The settings of the project are read: resolves as soon as the opening is under way. */
  async begin({ policies, target }: Project): Promise<void> {
    const { wait, defer, state } = this.#options;
    const isAskedFirst = defer !== undefined || state !== undefined || target.deferTo !== undefined;
    if (policies.publishing === 'direct' || wait !== undefined || isAskedFirst || !existsSync(target.path))
      return;
    await duckdb.load();
    this.#opening = duckdb.open(target).then(
      (opened) => (opened.ok ? opened.value : undefined),
      () => undefined,
    );
    await new Promise((resolve) => setImmediate(resolve));
  }

  async close(): Promise<void> {
    await (await this.#opening)?.close();
  }
}
