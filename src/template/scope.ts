import type { SourceText } from '../base/index.ts';
import type { Statement, Target } from './ast.ts';

/**
 * The names that a block sets, each with its slot in the block's frames. A name that is read may be set in several
 * blocks around; whether it is set by then is only known at run time, so all of them are asked, innermost first.
 */
export class Scope {
  readonly source: SourceText;
  readonly parent: Scope | undefined;
  readonly #slots = new Map<string, number>();

  constructor(source: SourceText, parent: Scope | undefined) {
    this.source = source;
    this.parent = parent;
  }

  get size(): number {
    return this.#slots.size;
  }

  declare(name: string): number {
    const slot = this.#slots.get(name) ?? this.#slots.size;
    this.#slots.set(name, slot);
    return slot;
  }

  slot(name: string): number | undefined {
    return this.#slots.get(name);
  }

  /** Where the name may be: how many frames up, and the slot there. */
  places(name: string): { readonly up: number; readonly slot: number }[] {
    const places: { up: number; slot: number }[] = [];
    let up = 0;
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent) {
      const slot = scope.#slots.get(name);
      if (slot !== undefined) places.push({ up, slot });
      up++;
    }
    return places;
  }

  /** All names set here and around, for "did you mean". */
  *names(): Generator<string> {
    for (let scope: Scope | undefined = this; scope !== undefined; scope = scope.parent)
      yield* scope.#slots.keys();
  }

  declareTarget(target: Target): void {
    if (target.kind === 'name') this.declare(target.name);
    else if (target.kind === 'tuple') for (const item of target.items) this.declareTarget(item);
  }

  /** Declares what the statements set in this scope itself: an `if` has none of its own. */
  declareBody(body: readonly Statement[], macros = true): void {
    for (const statement of body) {
      if (statement.kind === 'set' || statement.kind === 'set block') this.declareTarget(statement.target);
      else if (statement.kind === 'definition' && statement.definition === 'macro') {
        if (macros) this.declare(statement.name);
      } else if (statement.kind === 'if') {
        for (const branch of statement.branches) this.declareBody(branch.body, macros);
        this.declareBody(statement.otherwise, macros);
      }
    }
  }
}
