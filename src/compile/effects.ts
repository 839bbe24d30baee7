import type { EngineError, EngineResult, Rows } from '../adapter/index.ts';
import { type Progress, Suspended, TemplateError } from '../template/index.ts';

/** What a template asks of the warehouse while it is rendered. */
export type Effect =
  | {
      readonly kind: 'execute';
      readonly sql: string;
      /** Begins a transaction first, unless one is open. */
      readonly begin: boolean;
      /** Whether the rows are wanted, and how many at most. */
      readonly fetch: boolean;
      readonly limit?: number;
    }
  | { readonly kind: 'begin' | 'commit' | 'rollback' };

interface Asked {
  readonly effect: Effect;
  answer?: EngineResult<Rows>;
}

/**
 * What one node's templates asked so far and what was answered. A template is evaluated synchronously and the
 * warehouse is not, so a rendering that needs an answer is suspended, the question is asked, and the rendering goes on
 * where it was. If it cannot, the template is rendered again from its start with the answers there are.
 */
export class EffectLog {
  readonly asked: Asked[] = [];
  /** What a rendering found that could be otherwise the next time: the clock, the cache of relations. */
  readonly recalled: unknown[] = [];
  /** The same by name, for what is found whenever it is first looked at. */
  readonly kept = new Map<string, unknown>();
  /** The rendering that was suspended and can go on. */
  waiting: object | undefined;
  /** How many lines were said. */
  said = 0;

  #flushed = 0;

  /**
   * Asks what is still open, in order, up to the first failure: what comes after it is asked again if the template
   * goes on in spite of it. Gives which one failed.
   */
  async flush(perform: (effect: Effect) => Promise<EngineResult<Rows>>): Promise<number | undefined> {
    while (this.#flushed < this.asked.length) {
      const index = this.#flushed++;
      const asked = this.asked[index]!;
      asked.answer = await perform(asked.effect);
      if (asked.answer.ok) continue;
      this.asked.splice(index + 1);
      return index;
    }
    return undefined;
  }
}

/** Thrown where the template asked for what the warehouse refused. */
export class EffectError extends TemplateError {
  readonly effect: Effect;
  readonly error: EngineError;

  constructor(effect: Effect, error: EngineError) {
    super('A5015', error.message);
    this.effect = effect;
    this.error = error;
  }
}

/** How far a rendering is in its log. */
interface Position {
  readonly asked: number;
  readonly recalled: number;
  readonly said: number;
  readonly changed: number;
}

/** The changes that a rendering makes and that are not everybody's yet. */
interface Changes {
  readonly changed: number;
  forget(from: number): void;
}

/** The questions of one rendering, in the order of the log. */
export class Effects implements Progress {
  readonly #log: EffectLog;
  #asked = 0;
  #recalled = 0;
  #said = 0;
  #thrown: EffectError | undefined;
  readonly #changes: Changes;
  #marked: Position = { asked: 0, recalled: 0, said: 0, changed: 0 };

  constructor(log: EffectLog, changes: Changes) {
    this.#log = log;
    this.#changes = changes;
  }

  /** How many were asked. */
  get asked(): number {
    return this.#asked;
  }

  /** The statements that were asked for so far. */
  get statements(): readonly string[] {
    return this.#log.asked.flatMap(({ effect }) => (effect.kind === 'execute' ? [effect.sql] : []));
  }

  /** Whether anything was looked at that could be otherwise the next time. */
  get isBound(): boolean {
    return this.#log.asked.length + this.#log.recalled.length + this.#log.kept.size > 0;
  }

  mark(): object {
    const { asked, recalled, said, changed } = this.#marked;
    const same =
      asked === this.#asked &&
      recalled === this.#recalled &&
      said === this.#said &&
      changed === this.#changes.changed;
    if (!same)
      this.#marked = {
        asked: this.#asked,
        recalled: this.#recalled,
        said: this.#said,
        changed: this.#changes.changed,
      };
    return this.#marked;
  }

  rewind(mark: object): void {
    const { asked, recalled, said, changed } = mark as Position;
    this.#asked = asked;
    this.#recalled = recalled;
    this.#said = said;
    this.#changes.forget(changed);
  }

  /** The refusal that ended the rendering, if one did. */
  get thrown(): EffectError | undefined {
    return this.#thrown;
  }

  /**
   * Asks for something whose answer may never be looked at: it is done when something else needs an answer, or at the
   * end. What it gives is the answer, waiting for it if need be.
   */
  queue(effect: Effect): () => Rows {
    const asked = this.#next(effect);
    const given = (): Rows | undefined => {
      if (asked.answer?.ok !== false) return asked.answer?.value;
      this.#thrown = new EffectError(effect, asked.answer.error);
      throw this.#thrown;
    };
    given();
    return () => given() ?? suspend();
  }

  /** Does the work; gives nothing if it was refused something, in words that `isExpected` knows. */
  attempt<T>(work: () => T, isExpected: (error: EngineError) => boolean): T | undefined {
    try {
      return work();
    } catch (thrown) {
      if (!(thrown instanceof EffectError) || !isExpected(thrown.error)) throw thrown;
      this.forgive();
      return undefined;
    }
  }

  /** The refusal was dealt with: the rendering goes on. */
  forgive(): void {
    this.#thrown = undefined;
  }

  /** The same value in every rendering. */
  recall<T>(find: () => T): T {
    const { recalled } = this.#log;
    const index = this.#recalled++;
    if (index === recalled.length) recalled.push(find());
    return recalled[index] as T;
  }

  /** The same value in every rendering, whenever it is looked at. */
  keep<T>(name: string, find: () => T): T {
    const { kept } = this.#log;
    if (!kept.has(name)) kept.set(name, find());
    return kept.get(name) as T;
  }

  /** Does it in the first rendering that gets here, such as to print a line. */
  once(act: () => void): void {
    if (this.#said++ < this.#log.said) return;
    this.#log.said++;
    act();
  }

  #next(effect: Effect): Asked {
    const { asked } = this.#log;
    const index = this.#asked++;
    const known = asked[index];
    if (known === undefined) {
      const added: Asked = { effect };
      asked.push(added);
      return added;
    }
    if (!same(known.effect, effect))
      throw new TemplateError(
        'A3031',
        'the template asked the database for something else when it was evaluated again',
        'SQL that is run while a template is evaluated must not depend on chance',
      );
    return known;
  }
}

function suspend(): never {
  throw new Suspended();
}

const same = (a: Effect, b: Effect): boolean =>
  a.kind === b.kind && (a.kind !== 'execute' || b.kind !== 'execute' || a.sql === b.sql);
