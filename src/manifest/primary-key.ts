import type { NodeId } from '../base/index.ts';
import type { ModelNode, TestNode } from './nodes.ts';

/**
 * The columns that tell the rows of a model apart, as far as it is said: its primary key, else what is tested to be
 * unique and not null, else what is tested to be unique, be the test on or off.
 */
export function inferPrimaryKey(model: ModelNode, tests: readonly TestNode[]): readonly string[] {
  const declared = model.constraints.find(({ type }) => type === 'primary_key');
  if (declared !== undefined) return [...(declared.columns ?? [])].sort();
  const column = model.columns.find((each) => each.constraints?.some(({ type }) => type === 'primary_key'));
  if (column !== undefined) return [column.name];
  const unique = new Set<string>();
  const uniqueButOff = new Set<string>();
  const notNull = new Set<string>();
  for (const { test, config } of tests) {
    if (test.kind !== 'generic') continue;
    const columns = columnsTested(test);
    if (test.name === 'not_null') for (const name of columns) notNull.add(name);
    if (test.name === 'unique' || test.name === 'unique_combination_of_columns')
      for (const name of columns) (config.enabled ? unique : uniqueButOff).add(name);
  }
  const both = [...notNull].filter((name) => unique.has(name) || uniqueButOff.has(name));
  const key = both.length > 0 ? both : unique.size > 0 ? [...unique] : [...uniqueButOff];
  return key.sort();
}

function columnsTested(test: Extract<TestNode['test'], { kind: 'generic' }>): readonly string[] {
  const column = test.column ?? test.arguments.column_name;
  if (typeof column === 'string') return [column];
  const columns = test.arguments.combination_of_columns;
  return Array.isArray(columns) ? columns.filter((name) => typeof name === 'string') : [];
}

/** The generic tests of each node, also those that are off. */
export function testsByNode(nodes: Iterable<{ readonly resource: string }>): ReadonlyMap<NodeId, TestNode[]> {
  const tests = new Map<NodeId, TestNode[]>();
  for (const node of nodes) {
    if (!isTest(node) || node.test.kind !== 'generic') continue;
    const known = tests.get(node.test.attachedTo);
    if (known === undefined) tests.set(node.test.attachedTo, [node]);
    else known.push(node);
  }
  return tests;
}

const isTest = (node: { readonly resource: string }): node is TestNode => node.resource === 'test';
