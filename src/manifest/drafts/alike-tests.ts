import { isMapping, isSequence, type TestProperties, type YamlValue } from '../../project/index.ts';
import { repr } from '../../template/index.ts';
import type { Captured } from '../captured.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroLookup, MacroView } from '../macro-lookup.ts';
import { IndifferentMacros } from '../parsing/indifferent-macros.ts';
import type { SilentMacros } from '../parsing/silent-macros.ts';
import { fromYaml } from '../yaml-values.ts';
import type { DeclaredTest } from './declared-test.ts';
import { argumentTemplate } from './test-arguments.ts';

/**
 * Tests that differ only in the relation that they are on, of macros to which that does not matter. Where one was found to
 * ask for nothing but its relation, the others need not be tried.
 */
export class AlikeTests {
  readonly #indifferent: IndifferentMacros;
  readonly #modest = new Set<string>();

  constructor(silent: SilentMacros) {
    this.#indifferent = new IndifferentMacros(silent);
  }

  /** What tests that are alike have in common; undefined where it does matter which one is tried. */
  keyOf(
    { properties, column, on }: DeclaredTest,
    macro: MacroEntry,
    view: MacroView,
    { macros, owner }: { readonly macros: MacroLookup; readonly owner: { readonly name: string } },
  ): string | undefined {
    const where = view.find('get_where_subquery');
    const isUsual =
      where !== undefined &&
      macros.isBuiltIn(where) &&
      view.find('ref') === undefined &&
      view.find('source') === undefined;
    const args = properties.arguments;
    if (
      !isUsual ||
      holdsTemplates(args) ||
      !this.#indifferent.isIndifferent(macro, 'model', view, owner.name)
    )
      return undefined;
    const kind = on.resource === 'source' ? 'source' : 'ref';
    return [owner.name, macro.id, kind, column ?? '', repr(fromYaml(args))].join('\n');
  }

  /** Whether tests of that kind ask for nothing but their relation. */
  areModest(key: string): boolean {
    return this.#modest.has(key);
  }

  /** Takes note of what was found out of one of them. */
  note(key: string, { refs, sources, metrics = [], config }: Captured): void {
    if (refs.length + sources.length === 1 && metrics.length === 0 && config.length === 0)
      this.#modest.add(key);
  }
}

function holdsTemplates(value: YamlValue | TestProperties['arguments']): boolean {
  if (argumentTemplate(value) !== undefined) return true;
  if (isSequence(value)) return value.some(holdsTemplates);
  return isMapping(value) && Object.values(value).some(holdsTemplates);
}
