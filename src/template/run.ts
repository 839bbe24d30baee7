import { TemplateError } from './errors.ts';
import type { Trail } from './trail.ts';

/**
 * How an undefined value behaves. `lenient` is dbt while parsing: attributes, items and calls of it are undefined
 * again. `execute` is Jinja's default: it prints nothing and is false, but looking into it is an error. `strict` lets
 * it only be tested and given a default.
 */
export type UndefinedPolicy = 'lenient' | 'execute' | 'strict';

/** How much a template may do before it is stopped. */
export interface Budget {
  /** Loop rounds, calls, statements, and items that filters and methods go through. */
  readonly steps?: number;
  /** Macro calls inside each other. */
  readonly depth?: number;
  /** Characters of any one text, items of any one list. */
  readonly size?: number;
  /** Wall clock; without it time is not looked at, so that a slow database does not stop a template. */
  readonly milliseconds?: number;
}

const standard = { steps: 5_000_000, depth: 200, size: 64_000_000 };

/** One rendering: what it may still do. */
export class Run {
  readonly size: number;
  /** Where it keeps account of the way it goes, if it may be suspended and go on. */
  readonly trail: Trail | undefined;
  readonly #policy: UndefinedPolicy;
  readonly #inMacros: UndefinedPolicy;
  readonly #deadline: number;
  readonly #milliseconds: number;
  readonly #allSteps: number;
  readonly #allDepth: number;
  #steps: number;
  #depth: number;
  #untilClock = 0;
  #macros = 0;

  /** @param inMacros the policy inside macros of other files */
  constructor(
    policy: UndefinedPolicy,
    budget: Budget = {},
    inMacros: UndefinedPolicy = policy,
    trail?: Trail,
  ) {
    this.trail = trail;
    this.#policy = policy;
    this.#inMacros = inMacros;
    this.size = budget.size ?? standard.size;
    this.#allSteps = budget.steps ?? standard.steps;
    this.#steps = this.#allSteps;
    this.#allDepth = budget.depth ?? standard.depth;
    this.#depth = this.#allDepth;
    this.#milliseconds = budget.milliseconds ?? Number.POSITIVE_INFINITY;
    this.#deadline =
      this.#milliseconds === Number.POSITIVE_INFINITY
        ? this.#milliseconds
        : performance.now() + this.#milliseconds;
  }

  get policy(): UndefinedPolicy {
    return this.#macros > 0 ? this.#inMacros : this.#policy;
  }

  spend(steps: number): void {
    this.#steps -= steps;
    if (this.#steps < 0)
      throw new TemplateError(
        'A3020',
        `the template was stopped after ${this.#allSteps} steps`,
        'is there a loop without end, or a range that is too large?',
      );
    if (this.#deadline === Number.POSITIVE_INFINITY) return;
    this.#untilClock -= steps;
    if (this.#untilClock > 0) return;
    this.#untilClock = 1000;
    if (performance.now() > this.#deadline)
      throw new TemplateError('A3023', `the template was stopped after ${this.#milliseconds} ms`);
  }

  /** @param foreign whether the macro is another file's than the template's */
  enter(foreign = false): void {
    if (--this.#depth < 0) {
      this.#depth++;
      throw new TemplateError(
        'A3021',
        `macro calls are nested more than ${this.#allDepth} deep`,
        'does a macro call itself without end?',
      );
    }
    this.spend(1);
    if (foreign) this.#macros++;
  }

  leave(foreign = false): void {
    this.#depth++;
    if (foreign) this.#macros--;
  }
}

/**
 * The rendering under way. Evaluation is synchronous, and values reach their budget and policy from deep inside
 * operators and methods, so it is kept here rather than handed through every one of them.
 */
let current = new Run('execute');
let running = false;

export const run = (): Run => current;

/** Whether a rendering is under way, so that what it calls shares its budget. */
export const isRunning = (): boolean => running;

/** Does the work with that run as the current one, and restores the one before, which a nested rendering has. */
export function within<T>(next: Run, work: () => T): T {
  const before = current;
  const wasRunning = running;
  current = next;
  running = true;
  try {
    return work();
  } finally {
    current = before;
    running = wasRunning;
  }
}

/** Counts work; throws when there has been too much of it. */
export function spend(steps: number): void {
  if (running) current.spend(steps);
}

/** Called before something of that many characters, items or bytes is made. */
export function reserve(size: number): void {
  if (size > current.size)
    throw new TemplateError(
      'A3022',
      `a text or list would have ${size} characters or items`,
      'this is more than is allowed',
    );
  if (size > 0) spend(size >> 6);
}

/** As `reserve`, for the items of a list, each of which takes the room of several characters. */
export function reserveItems(count: number): void {
  reserve(count * 8);
}
