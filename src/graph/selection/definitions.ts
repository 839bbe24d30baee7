import { type Diagnostic, error, fail, type Location, ok, type Result } from '../../base/index.ts';
import { toPlain } from '../../project/index.ts';
import type { IndirectSelection, Places } from './criterion.ts';
import { parseDefinition } from './definition.ts';
import { isMapping, type YamlPath } from './definition-scope.ts';
import type { Expression } from './expression.ts';
import { type NamedSelector, unknownSelector } from './named-selectors.ts';
import type { SelectorDefinitions } from './request.ts';
import { unknownMethods } from './unknown-methods.ts';

/** The selectors of a project, parsed. */
export interface Definitions {
  readonly byName: ReadonlyMap<string, NamedSelector>;
  /** The one with `default: true`. */
  readonly byDefault?: NamedSelector;
}

interface Entry {
  readonly name: string;
  readonly definition: unknown;
  readonly path: YamlPath;
  readonly isDefault: boolean;
}

/** Takes the values of selectors.yml and gives every selector as an expression, whether it is used or not. */
export function parseDefinitions(
  given: SelectorDefinitions | undefined,
  indirect: IndirectSelection,
): Result<Definitions> {
  if (given === undefined) return ok({ byName: new Map() });
  const entries = entriesOf(given);
  if (!entries.ok) return entries;
  const names = new Map(entries.value.map((entry) => [entry.name, entry]));
  const done = new Map<string, Result<NamedSelector>>();
  const underway: string[] = [];

  const parse = (name: string, places: Places): Result<NamedSelector> => {
    const known = done.get(name);
    if (known !== undefined) return known;
    const entry = names.get(name);
    if (entry === undefined) return fail(unknownSelector(name, names.keys(), places));
    if (underway.includes(name))
      return fail(circle([...underway.slice(underway.indexOf(name)), name], places));
    const warnings: Diagnostic[] = [];
    const resolve = (other: string, otherPlaces: Places): Result<Expression> => {
      const used = parse(other, otherPlaces);
      if (!used.ok) return used;
      warnings.push(...used.value.warnings);
      return ok(used.value.expression);
    };
    const locate = (path: YamlPath) => given.locate(path);
    underway.push(name);
    const parsed = parseDefinition(entry.definition, entry.path, { indirect, locate, resolve, warnings });
    underway.pop();
    const unknown = parsed.ok ? unknownMethods(parsed.value) : [];
    const failed = unknown.length > 0 ? fail(...unknown) : undefined;
    const result = failed ?? (parsed.ok ? ok({ expression: parsed.value, warnings }) : parsed);
    done.set(name, result);
    return result;
  };

  const byName = new Map<string, NamedSelector>();
  const problems = new Set<Diagnostic>();
  for (const { name } of entries.value) {
    const selector = parse(name, {});
    if (selector.ok) byName.set(name, selector.value);
    else for (const each of selector.diagnostics) problems.add(each);
  }
  if (problems.size > 0) return fail(...problems);
  const byDefault = entries.value.find((entry) => entry.isDefault);
  return ok({ byName, ...(byDefault === undefined ? {} : { byDefault: byName.get(byDefault.name)! }) });
}

/** The names and definitions in the list; two of one name or two defaults are errors. */
function entriesOf(given: SelectorDefinitions): Result<readonly Entry[]> {
  const entries: Entry[] = [];
  const problems: Diagnostic[] = [];
  given.list.map(toPlain).forEach((item, index) => {
    const malformed = (message: string, hint?: string) =>
      problems.push(error('A2117', message, { ...at(given.locate([index])), ...(hint ? { hint } : {}) }));
    if (!isMapping(item) || typeof item.name !== 'string' || item.definition === undefined) {
      malformed('a selector needs a name and a definition');
    } else if (given.lastCounts !== true && entries.some((entry) => entry.name === item.name)) {
      malformed(`there are two selectors '${item.name}'`, 'rename one of them');
    } else {
      const isDefault = item.default === true;
      const other = entries.find((entry) => entry.isDefault);
      if (isDefault && other !== undefined) {
        malformed(`both '${other.name}' and '${item.name}' say default: true`, 'only one selector can');
      }
      entries.push({ name: item.name, definition: item.definition, path: [index, 'definition'], isDefault });
    }
  });
  return problems.length > 0 ? fail(...problems) : ok(entries);
}

const at = (location: Location | undefined) => (location === undefined ? {} : { location });

function circle(names: readonly string[], places: Places): Diagnostic {
  return error('A2116', `these selectors use each other in a circle: ${names.join(' → ')}`, {
    ...at(places.value ?? places.whole),
    hint: 'write out one of them without method: selector',
  });
}
