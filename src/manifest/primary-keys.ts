import type { ManifestNode, ModelNode, TestNode } from './nodes.ts';

type GenericTest = TestNode & { readonly test: { readonly kind: 'generic' } };

/** The models with the columns that tell their rows apart, as constraints say, or else tests, also ones that are off. */
export function withPrimaryKeys(
  nodes: ReadonlyMap<string, ManifestNode>,
  disabled: readonly ManifestNode[],
): ReadonlyMap<string, ManifestNode> {
  const tests = new Map<string, GenericTest[]>();
  for (const node of [...nodes.values(), ...disabled]) {
    if (node.resource !== 'test' || node.test.kind !== 'generic') continue;
    const test = node as GenericTest;
    const known = tests.get(node.test.attachedTo);
    if (known === undefined) tests.set(node.test.attachedTo, [test]);
    else known.push(test);
  }
  const keyed = new Map<string, ManifestNode>();
  for (const [id, node] of nodes) {
    const key = node.resource === 'model' ? primaryKeyOf(node, tests.get(id) ?? []) : [];
    keyed.set(
      id,
      node.resource === 'model' && key.length > 0 ? { ...node, primaryKey: [...key].sort() } : node,
    );
  }
  return keyed;
}

function primaryKeyOf(node: ModelNode, tests: readonly GenericTest[]): readonly string[] {
  const ofModel = node.constraints.find(({ type }) => type === 'primary_key');
  if (ofModel !== undefined) return ofModel.columns ?? [];
  const column = node.columns.find(({ constraints }) =>
    constraints?.some(({ type }) => type === 'primary_key'),
  );
  if (column !== undefined) return [column.name];
  const unique = new Set<string>();
  const uniqueOff = new Set<string>();
  const notNull = new Set<string>();
  for (const { test, config } of tests) {
    for (const name of columnsOf(test)) {
      if (test.name === 'unique' || test.name === 'unique_combination_of_columns')
        (config.enabled ? unique : uniqueOff).add(name);
      else if (test.name === 'not_null') notNull.add(name);
    }
  }
  const both = [...notNull].filter((name) => unique.has(name) || uniqueOff.has(name));
  if (both.length > 0) return both;
  return unique.size > 0 ? [...unique] : [...uniqueOff];
}

function columnsOf({ column, arguments: args }: GenericTest['test']): readonly string[] {
  const named = column ?? args.column_name;
  if (typeof named === 'string') return [named];
  const combination = args.combination_of_columns;
  return Array.isArray(combination) ? combination.filter((name) => typeof name === 'string') : [];
}
