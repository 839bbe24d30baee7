import type { Diagnostic, NodeId, NodeLabel, Outcome } from '../base/index.ts';
import { count, counted, percent } from './format/amounts.ts';

/** Finds how a node is named; every node of a run has a label. */
export type LabelOf = (id: NodeId) => NodeLabel | undefined;

/** Data tests and unit tests. */
export const isTest = ({ resource }: NodeLabel): boolean => resource === 'test' || resource === 'unit_test';

export function labelFinder(labels: readonly NodeLabel[]): LabelOf {
  const byId = new Map(labels.map((label) => [label.id, label]));
  return (id) => byId.get(id);
}

/** `accepted_range · gold.daily_airport.on_time_share`; a singular test has its own name only. */
export function testTitle({ label, test }: NodeLabel, dot: string): string {
  if (!test) return label;
  return `${test.name} ${dot} ${test.column === undefined ? test.on : `${test.on}.${test.column}`}`;
}

/** `3 of 41,204 rows (0.007 %)`; of a unit test it is only counted that it failed. */
export function failureCount({ node, failures, tested }: Outcome): string {
  if (failures === undefined || node.startsWith('unit_test.')) return '';
  if (tested === undefined || failures > tested) return counted(failures, 'failing row');
  return `${count(failures)} of ${counted(tested, 'row')} (${percent(failures, tested)})`;
}

/** What a failed or warning test says of itself: where it is declared and what was expected. */
export const verdictOfTest = (outcome: Outcome): Diagnostic | undefined =>
  outcome.status === 'fail' || outcome.status === 'warn'
    ? outcome.diagnostics.find((diagnostic) => diagnostic.code === 'A6001')
    : undefined;

/** `expected 0 to 1 · 3 of 41,204 rows (0.007 %)`. */
export function testFinding(outcome: Outcome, dot: string): string {
  const expected = verdictOfTest(outcome)?.message ?? '';
  return [expected, failureCount(outcome)].filter((text) => text !== '').join(` ${dot} `);
}
