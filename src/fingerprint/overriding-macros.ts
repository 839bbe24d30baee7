import type { MacroEntry, MacroLookup } from '../manifest/index.ts';
import { macrosBelow } from './definition-macros.ts';

/** Macros that only say where things are, or look after the database; what is built does not depend on them. */
const withoutInfluence =
  /^(generate_(schema|alias|database)_name.*|(create|drop|rename|list|check|get)_(schema|schemas|relation|relations|relations_without_caching|schema_exists|catalog.*)|collect_freshness|apply_grants.*|(get|copy)_grants.*|test_.*|materialization_.*)$/;

const known = new WeakMap<MacroLookup, readonly MacroEntry[]>();

/**
 * The macros of the project and its packages that take the place of built-in ones, and what they use: any node may be
 * built with them.
 */
export function overridingMacros(macros: MacroLookup): readonly MacroEntry[] {
  let found = known.get(macros);
  if (found === undefined) {
    const builtIn = macros.namespace('dbt') ?? new Map<string, MacroEntry>();
    const isOverride = (macro: MacroEntry): boolean => {
      const name = macro.name.replace(/^(default|duckdb)__/, '');
      return (
        !macros.isBuiltIn(macro) &&
        !withoutInfluence.test(name) &&
        [name, `default__${name}`, `duckdb__${name}`].some((each) => builtIn.has(each))
      );
    };
    found = macrosBelow([...macros.all()].filter(isOverride), macros, (macro) => macros.isBuiltIn(macro));
    known.set(macros, found);
  }
  return found;
}
