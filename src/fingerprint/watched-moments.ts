import type { Value } from '../template/index.ts';

/** What templates see of the run itself, so that it can be another one in each. */
const moments: ReadonlySet<string> = new Set(['flags', 'invocation_id', 'modules', 'run_started_at']);

/** The values that every template sees, and a word when one looks at those of the run. */
export class WatchedMoments extends Map<string, Value> {
  readonly #saw: () => void;

  constructor(values: ReadonlyMap<string, Value>, saw: () => void) {
    super(values);
    this.#saw = saw;
  }

  override get(name: string): Value | undefined {
    if (moments.has(name)) this.#saw();
    return super.get(name);
  }
}
