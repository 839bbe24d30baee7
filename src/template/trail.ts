import { HostFunction, isObject, type Value } from './values/value.ts';

/** Ends a rendering that waits for something. Not an Error, since it is none and no stack is wanted. */
export class Suspended {}

/** Thrown where a rendering that goes on finds something else than it left: it has to begin again. */
export class Lost {}

/** How far the host is with what a rendering asks of it: what is asked again from a mark on is given the same. */
export interface Progress {
  mark(): object;
  rewind(mark: object): void;
}

/** How a statement or a macro stood when the rendering was suspended. */
interface Left {
  readonly what: object;
  readonly state: unknown;
}

/** A call that is over, or the beginning of an expression. */
interface Done {
  readonly site: object | undefined;
  readonly value: Value;
  /** How far the host was. */
  readonly mark: object;
}

/**
 * The way to the place where a rendering was suspended, so that it can go on there: which statements were under way, with
 * their variables and output, and what the calls have given that came before in the same expressions. An expression is
 * evaluated again, without its calls, and everything before it is not.
 */
export class Trail {
  readonly #progress: Progress;
  /** The calls of the expressions under way, outermost first. */
  readonly #done: Done[] = [];
  /** Those of the expression that goes on: what they gave is given again. */
  #next = 0;
  #known = 0;
  /** Innermost first. */
  readonly #left: Left[] = [];
  #resuming = false;
  #lost = false;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  /** Whether the rendering was suspended at a place where it can go on. */
  get waits(): boolean {
    return !this.#lost && !this.#resuming && this.#left.length > 0;
  }

  /** What is evaluated next is what was suspended. */
  resume(): void {
    this.#resuming = true;
    this.#done.length = 0;
    this.#next = 0;
    this.#known = 0;
  }

  /** Whether something else was evaluated in place of what was left. */
  get strayed(): boolean {
    return this.#resuming;
  }

  /** The rendering cannot go on: it was suspended in the midst of something that keeps no account of itself. */
  lose(): void {
    this.#lost = true;
  }

  /** How it stood, if it is this that was left. */
  taken<T>(what: object): T | undefined {
    if (!this.#resuming || this.#left.at(-1)!.what !== what) return undefined;
    const { state } = this.#left.pop()!;
    if (this.#left.length === 0) this.#resuming = false;
    return state as T;
  }

  /** To be called for what was thrown inside of it. */
  leave(what: object, thrown: unknown, state: unknown): void {
    if (!(thrown instanceof Suspended)) return;
    // Only an expression knows how to be evaluated again.
    if (this.#left.length === 0) this.#lost = true;
    this.#left.push({ what, state });
  }

  /** Evaluates an expression, with whatever is done with its value at once. */
  expression<F, T>(frame: F, evaluate: (frame: F) => T): T {
    const from = this.#done.length;
    const before = this.taken<readonly Done[]>(evaluate);
    if (before === undefined) {
      if (this.#resuming) throw new Lost();
      this.#done.push({ site: undefined, value: null, mark: this.#progress.mark() });
    } else {
      this.#done.push(...before);
      this.#next = from + 1;
      this.#known = this.#done.length;
    }
    try {
      const value = evaluate(frame);
      if (this.#next < this.#known) throw new Lost();
      this.#done.length = from;
      return value;
    } catch (thrown) {
      if (thrown instanceof Suspended) {
        if (this.#left.length === 0) this.#progress.rewind(this.#done.at(-1)!.mark);
        this.#left.push({ what: evaluate, state: this.#done.splice(from) });
      }
      throw thrown;
    }
  }

  /** Calls something, unless it was called already when the rendering was suspended. */
  call(site: object, callee: Value, work: () => Value): Value {
    if (this.#next < this.#known) {
      const done = this.#done[this.#next++]!;
      if (done.site !== site) throw new Lost();
      return done.value;
    }
    const goesOn = isObject(callee) && callee.goesOn === true;
    if (this.#resuming && !goesOn) throw new Lost();
    const from = this.#done.length;
    try {
      const value = work();
      this.#done.length = from;
      this.#done.push({ site, value, mark: this.#progress.mark() });
      return value;
    } catch (thrown) {
      if (thrown instanceof Suspended && !goesOn) {
        if (this.#left.length > 0) this.#lost = true;
        this.#done.length = from;
      }
      throw thrown;
    }
  }

  /** Does work of the host's that is done again from its start if it is suspended. */
  again<T>(work: () => T): T {
    try {
      return work();
    } catch (thrown) {
      if (thrown instanceof Suspended) this.#left.length = 0;
      throw thrown;
    }
  }
}

/** A function that does nothing but evaluate something else: called again, it goes on with that. */
export class PassingFunction extends HostFunction {
  readonly goesOn = true;
}
