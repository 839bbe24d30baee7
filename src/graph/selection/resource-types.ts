import { type Diagnostic, didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import type { SelectionRequest } from './request.ts';

/** What a selection holds when nobody says which types. */
const byDefault = [
  'model',
  'snapshot',
  'seed',
  'test',
  'source',
  'exposure',
  'metric',
  'saved_query',
  'semantic_model',
  'unit_test',
  'function',
];

/** Every type of resource that has nodes. */
export const resourceTypes: readonly string[] = [...byDefault, 'analysis', 'operation'];

/** Words that dbt takes for types too, though nothing of them can be selected. */
export const typesWithoutNodes: readonly string[] = [
  'macro',
  'group',
  'doc',
  'fixture',
  'sql_operation',
  'rpc',
];

/** Takes the request and gives the types of resource that stay in the selection. */
export function wantedTypes(request: SelectionRequest): Result<ReadonlySet<string>> {
  const wanted = new Set<string>();
  const unknown: Diagnostic[] = [];
  const given = request.resourceTypes ?? [];
  for (const type of given.length === 0 ? ['default'] : given) {
    if (type === 'default') for (const each of byDefault) wanted.add(each);
    else if (type === 'all') for (const each of [...byDefault, 'analysis']) wanted.add(each);
    else if (resourceTypes.includes(type)) wanted.add(type);
    else unknown.push(unknownType('--resource-type', type));
  }
  for (const type of request.excludeResourceTypes ?? []) {
    if (resourceTypes.includes(type)) wanted.delete(type);
    else unknown.push(unknownType('--exclude-resource-type', type));
  }
  return unknown.length > 0 ? fail(...unknown) : ok(wanted);
}

const unknownType = (option: string, type: string): Diagnostic =>
  error('A2119', `${option} '${type}' is no type of resource`, {
    hint: didYouMean(type, resourceTypes) ?? `it is one of ${resourceTypes.join(', ')}, all and default`,
  });
