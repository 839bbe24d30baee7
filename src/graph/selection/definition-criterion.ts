import { didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import { type Criterion, criterionOf, type IndirectSelection, indirectSelections } from './criterion.ts';
import {
  type DefinitionScope,
  ignored,
  type Mapping,
  malformed,
  placesAt,
  type YamlPath,
} from './definition-scope.ts';
import type { Expression } from './expression.ts';

const keys = [
  'method',
  'value',
  'children',
  'children_depth',
  'parents',
  'parents_depth',
  'childrens_parents',
  'indirect_selection',
  'exclude',
];

/** Takes `{tag: nightly}`, `{method: tag, value: nightly, …}` or `{method: selector, value: name}`; its exclude is left. */
export function parseMethodAndValue(
  given: Mapping,
  path: YamlPath,
  scope: DefinitionScope,
): Result<Expression> {
  const names = Object.keys(given);
  if (names.length === 1) return criterion(names[0]!, given[names[0]!], {}, [...path, names[0]!], scope);
  if (typeof given.method !== 'string' || !('value' in given)) {
    const message = `a mapping with ${names.length === 0 ? 'no key' : names.join(', ')} is no definition`;
    const hint = 'write one pair like tag: nightly, or method and value';
    return fail(malformed(message, path, scope, hint));
  }
  if (given.method === 'selector') return inherited(given, path, scope);
  for (const name of names.filter((each) => !keys.includes(each))) {
    ignored(`the key '${name}' has no effect`, [...path, name], scope, didYouMean(name, keys));
  }
  return criterion(given.method, given.value, given, [...path, 'value'], scope);
}

function inherited(given: Mapping, path: YamlPath, scope: DefinitionScope): Result<Expression> {
  for (const name of Object.keys(given).filter((each) => each !== 'method' && each !== 'value')) {
    const hint = 'intersect with it, or exclude from a union of it';
    ignored(`the key '${name}' has no effect with method: selector`, [...path, name], scope, hint);
  }
  return scope.resolve(String(given.value), placesAt([...path, 'value'], scope));
}

function criterion(
  method: string,
  value: unknown,
  given: Mapping,
  valuePath: YamlPath,
  scope: DefinitionScope,
): Result<Expression> {
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return fail(malformed(`the value of '${method}' is one word, number or boolean`, valuePath, scope));
  }
  const path = valuePath.slice(0, -1);
  const operators = operatorsOf(given, path, scope);
  if (!operators.ok) return operators;
  const indirect = indirectOf(given, path, scope);
  if (!indirect.ok) return indirect;
  const made = criterionOf(method, value, {
    ...operators.value,
    indirect: indirect.value,
    places: placesAt(valuePath, scope),
  });
  if (made.method !== 'selector') return ok(made);
  const named = scope.resolve(String(value), made.places);
  return named.ok ? ok(made) : named;
}

type Operators = Pick<Criterion, 'childrensParents' | 'parents' | 'children'>;

function operatorsOf(given: Mapping, path: YamlPath, scope: DefinitionScope): Result<Operators> {
  const depths: { parents?: number; children?: number } = {};
  for (const direction of ['parents', 'children'] as const) {
    const key = `${direction}_depth`;
    const depth = depthOf(given[key]);
    if (depth === undefined) {
      return fail(malformed(`'${key}' is a number of steps`, [...path, key], scope));
    }
    if (given[direction]) depths[direction] = depth;
    else if (given[key]) ignored(`'${key}' has no effect without ${direction}: true`, [...path, key], scope);
  }
  const childrensParents = Boolean(given.childrens_parents);
  if (childrensParents && depths.children !== undefined) {
    const { whole } = placesAt([...path, 'childrens_parents'], scope);
    return fail(
      error('A2112', 'childrens_parents and children exclude each other', {
        ...(whole === undefined ? {} : { location: whole }),
        hint: 'childrens_parents includes all children already: leave out children',
      }),
    );
  }
  return ok({ childrensParents, ...depths });
}

/** Infinity where no depth is given; as in dbt 0 counts as none given. Undefined: not a depth. */
function depthOf(value: unknown): number | undefined {
  if (value === undefined || value === null || value === 0 || value === '') return Number.POSITIVE_INFINITY;
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 0 ? number : undefined;
}

function indirectOf(given: Mapping, path: YamlPath, scope: DefinitionScope): Result<IndirectSelection> {
  if (!('indirect_selection' in given)) return ok(scope.indirect);
  const mode = indirectSelections.find((each) => each === given.indirect_selection);
  if (mode !== undefined) return ok(mode);
  const word = String(given.indirect_selection);
  const hint = didYouMean(word, indirectSelections) ?? `it is one of ${indirectSelections.join(', ')}`;
  return fail(malformed(`'${word}' is no indirect selection`, [...path, 'indirect_selection'], scope, hint));
}
