import { type Handing, handedOn, type StaticCall } from '../../template/index.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroView } from '../macro-lookup.ts';
import { fits, handsOn, type SilentMacros, silentFunctions, wholeContext } from './silent-macros.ts';

/** What differs between two tests of one macro, besides what they are given; and what is done, not only asked. */
const personal = ['this', 'model', 'node', 'graph', 'log', 'print', ...wholeContext];

/**
 * Tells macros for which it does not matter which relation they are given, nor which test calls them: whatever they ask for
 * and whether they fail follows from their other arguments. So one test tells of all that have the same ones.
 */
export class IndifferentMacros {
  readonly #silent: SilentMacros;
  readonly #known = new Map<MacroView, Map<string, boolean>>();

  constructor(silent: SilentMacros) {
    this.#silent = silent;
  }

  /**
   * @param relation the parameter of the macro that is the relation
   * @param from the package whose names the macro sees when it is called
   */
  isIndifferent(entry: MacroEntry, relation: string, view: MacroView, from: string): boolean {
    return this.#once(`${entry.id} ${relation}`, view, () => {
      const handings = handedOn(entry.template, entry.definition, relation);
      return (
        handings !== undefined &&
        // Else it could be looked at as one of `kwargs`.
        paramOf(entry, relation) !== undefined &&
        this.#isImpersonal(entry, view, from) &&
        handings.every((handing) => {
          const macro = this.#takerOf(handing, entry, view, from);
          const param = macro && paramOf(macro, handing.argument);
          return param !== undefined && this.isIndifferent(macro!, param, view, from);
        })
      );
    });
  }

  /** The macro that is given the relation. */
  #takerOf(
    { call, isOfResult }: Handing,
    { template }: MacroEntry,
    view: MacroView,
    from: string,
  ): MacroEntry | undefined {
    const found = template.calls.find(({ start, end }) => start === call.start && end === call.end);
    if (found === undefined || (found.name === 'adapter.dispatch') !== isOfResult) return undefined;
    return this.#silent.macroOf(found, view, from);
  }

  /** Whether it is the same in every test; the macros that it calls are known and are so too. */
  #isImpersonal(entry: MacroEntry, view: MacroView, from: string): boolean {
    return this.#once(entry.id, view, () => {
      const { template, definition } = entry;
      const { names, calls } = template;
      if (personal.some((name) => names.has(name)) || handsOn(template, view)) return false;
      return calls
        .filter(({ inside, start }) => inside === undefined || isIn(definition, start))
        .every((call) => this.#isKnown(call, entry, view, from));
    });
  }

  #isKnown(call: StaticCall, { template }: MacroEntry, view: MacroView, from: string): boolean {
    const macro = this.#silent.macroOf(call, view, from);
    if (macro !== undefined) return fits(call, macro) && this.#isImpersonal(macro, view, from);
    if (call.name === 'adapter.dispatch') return false;
    // What a macro was given or has set itself could be a macro.
    return call.name.includes('.') || silentFunctions.has(call.name) || template.names.has(call.name);
  }

  /** A macro that calls itself may never end. */
  #once(key: string, view: MacroView, tell: () => boolean): boolean {
    let known = this.#known.get(view);
    if (known === undefined) {
      known = new Map();
      this.#known.set(view, known);
    }
    const found = known.get(key);
    if (found !== undefined) return found;
    known.set(key, false);
    const told = tell();
    known.set(key, told);
    return told;
  }
}

/** A test and a macro of one file can have the same name. */
const isIn = ({ start, end }: MacroEntry['definition'], offset: number): boolean =>
  offset >= start && offset < end;

/** The parameter that an argument is for. */
const paramOf = ({ definition: { params } }: MacroEntry, argument: number | string): string | undefined =>
  typeof argument === 'number' ? params[argument]?.name : params.find(({ name }) => name === argument)?.name;
