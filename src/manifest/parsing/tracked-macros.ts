import type { Kwargs, Macro, PyObject, Value } from '../../template/index.ts';
import type { MacroEntry } from '../macro-entry.ts';

/** Notes the macros that a template calls itself, not those that its macros call. */
export class TrackedMacros {
  readonly called = new Set<string>();
  #depth = 0;

  readonly wrap = (entry: MacroEntry, macro: Macro): Value => new TrackedMacro(entry, macro, this);

  enter(entry: MacroEntry): void {
    if (this.#depth === 0) this.called.add(entry.id);
    this.#depth++;
  }

  leave(): void {
    this.#depth--;
  }
}

class TrackedMacro implements PyObject {
  readonly typeName = 'Macro';
  readonly #entry: MacroEntry;
  readonly #macro: Macro;
  readonly #tracked: TrackedMacros;

  constructor(entry: MacroEntry, macro: Macro, tracked: TrackedMacros) {
    this.#entry = entry;
    this.#macro = macro;
    this.#tracked = tracked;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    this.#tracked.enter(this.#entry);
    try {
      return this.#macro.call(args, kwargs);
    } finally {
      this.#tracked.leave();
    }
  }

  getAttr(name: string): Value | undefined {
    return this.#macro.getAttr(name);
  }

  repr(): string {
    return this.#macro.repr();
  }
}
