import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Explained, ExplainedPlan, ExplainedTest, Reason } from '../../../src/plan/index.ts';
import { width } from '../../../src/report/format/width.ts';
import { type Orphan, planLines } from '../../../src/report/index.ts';

const now = Date.UTC(2001, 1, 3, 4, 5, 6);

const node = (name: string, reason: Reason | undefined, parts: Partial<Explained> = {}): Explained => ({
  node: `model.shop.${name}`,
  action:
    reason === undefined
      ? 'reuse'
      : reason.kind === 'upstream'
        ? 'maybe'
        : reason.kind === 'shared'
          ? 'show'
          : 'build',
  ...(reason && { reason }),
  ...(reason === undefined && { since: now - 7_500_000 }),
  downstream: 0,
  tests: { run: 0, reused: 0 },
  ...parts,
});

const upstream = (...names: string[]): Reason => ({
  kind: 'upstream',
  nodes: names.map((name) => `model.shop.${name}`),
});

const sql = (before: string, after: string) => ({ part: 'sql', before, now: after, adding: false }) as const;

const labelOf = (id: string) => id.split('.').slice(2).join('.');

const shown = (
  nodes: readonly Explained[],
  {
    tests = [],
    orphans = [],
    columns = 80,
    unicode = true,
  }: Partial<{
    tests: readonly ExplainedTest[];
    orphans: readonly Orphan[];
    columns: number;
    unicode: boolean;
  }> = {},
): string => {
  const plan: ExplainedPlan = { nodes, tests };
  const lines = planLines({ plan, orphans, labelOf, now }, { columns, unicode, color: false });
  // SQL and the names of the very narrow keep a least width.
  if (columns >= 60) expect(lines.filter((line) => width(line) > columns)).toEqual([]);
  return `${lines.join('\n')}\n`;
};

const golden = (text: string, name: string) =>
  expect(text).toMatchFileSnapshot(join(import.meta.dirname, `../../cases/report/plan/${name}.txt`));

const reasons: readonly Explained[] = [
  node('asked', { kind: 'selected' }),
  node('needed', { kind: 'never_built', neededBy: 'model.shop.asked' }),
  node('fresh', { kind: 'new' }, { tests: { run: 3, reused: 0 } }),
  node('dropped', { kind: 'altered' }, { rows: 1_234_567, seconds: 75 }),
  node('failing', {
    kind: 'broken',
    because: { code: 'A2030', severity: 'error', message: "the var 'none' has no value" } as never,
  }),
  node('volatile', {
    kind: 'unprovable',
    because: [
      { kind: 'volatile', call: 'now' },
      { kind: 'elsewhere', what: 'file', name: 'orders.csv' },
      { kind: 'source', source: 'source.shop.far.away' },
      { kind: 'volatile', call: 'random' },
    ],
  }),
  node(
    'changed',
    {
      kind: 'changed',
      changes: [
        sql(
          '-- old\nselect a,\n  b\nfrom "⟨model.shop.asked⟩"\nwhere c = 1',
          "-- new\nSELECT a,\n  b, d\nFROM \"⟨model.shop.asked⟩\"\nwhere c = 1 and e in ('a rather long text', 'another rather long text', 'and one more')",
        ),
        { part: 'config', name: 'materialized', before: '"view"', now: '"table"' },
        {
          part: 'var',
          name: 'rate',
          now: '{"a long value":[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23]}',
        },
        { part: 'macro', name: 'macro.shop.cents', before: 'a', now: 'b' },
      ],
    },
    { rows: 3, seconds: 0.012, downstream: 2, tests: { run: 2, reused: 0 } },
  ),
  node('below', upstream('changed'), { rows: 2, seconds: 0.5 }),
  node('further_below', upstream('below', 'dropped', 'fresh'), {
    rows: 2,
    seconds: 1,
    tests: { run: 1, reused: 0 },
  }),
  node('data', {
    kind: 'changed',
    changes: [
      { part: 'file', name: 'data/orders.csv', before: 'a', now: 'b' },
      { part: 'file', name: 'data/more.csv', now: 'b' },
      { part: 'env', name: 'UNTIL', before: 'a' },
      { part: 'engine', before: 'DuckDB v1.5.5', now: 'DuckDB v1.6.0' },
      { part: 'assay', before: '0.1.0', now: '0.2.0' },
    ],
  }),
  node('reader', {
    kind: 'changed',
    changes: [
      { part: 'upstream', node: 'model.shop.data', before: 'a', now: 'b' },
      { part: 'target', name: 'time_zone', before: 'UTC' },
    ],
  }),
  node('shown', { kind: 'shared', shared: {} as never }),
  node('kept', undefined),
  node('also_kept', undefined, { since: now - 200 }),
];

const tests: readonly ExplainedTest[] = [
  { node: 'test.shop.unique_kept_id', reads: ['model.shop.kept'], action: 'build', reason: { kind: 'new' } },
  ...(['warn', 'fail', 'error'] as const).map(
    (verdict): ExplainedTest => ({
      node: `test.shop.${verdict}`,
      reads: ['model.shop.kept'],
      action: 'build',
      reason: { kind: 'not_passed', verdict },
    }),
  ),
  {
    node: 'test.shop.unique_fresh_id',
    reads: ['model.shop.fresh'],
    action: 'build',
    reason: { kind: 'new' },
  },
  {
    node: 'test.shop.unique_below_id',
    reads: ['model.shop.below'],
    action: 'maybe',
    reason: upstream('below'),
  },
  { node: 'test.shop.not_null_kept_id', reads: ['model.shop.kept'], action: 'reuse', since: now },
];

const orphans: readonly Orphan[] = [
  { relation: '"main"."old"', node: 'model.shop.old' },
  { relation: '"main"."older"', node: 'model.shop.older', renamedTo: 'model.shop.fresh' },
];

describe('a plan', () => {
  test.each([60, 80, 160])('with every reason in %d columns', async (columns) => {
    await golden(shown(reasons, { tests, orphans, columns }), `reasons-${columns}`);
  });

  test('without Unicode', async () => {
    await golden(shown(reasons, { tests, orphans, unicode: false }), 'ascii');
  });

  test('of nothing to do', () => {
    expect(shown([node('kept', undefined)])).toBe(
      '  ○ 1 unchanged, built 2 hours ago\n      kept\n\nnothing to do\n',
    );
  });

  test('of many that changed for the same reason stays short', async () => {
    const change = (index: number): Reason => ({
      kind: 'changed',
      changes: [
        sql(`select 1, ${index}`, `select 2, ${index}`),
        { part: 'var', name: 'rate', before: '1', now: '2' },
      ],
    });
    const many = Array.from({ length: 1000 }, (_, index) =>
      node(`a_model_with_a_long_name_that_goes_on_and_on_${index}`, change(index), {
        rows: index,
        seconds: 0.1,
      }),
    );
    await golden(shown(many), 'many');
  });

  test('of one with a thousand below it stays short', async () => {
    const below = Array.from({ length: 1000 }, (_, index) =>
      node(`m${index}`, upstream(index < 500 ? 'root' : `m${index - 500}`)),
    );
    const kept = Array.from({ length: 1000 }, (_, index) => node(`kept_${index}`, undefined));
    await golden(shown([node('root', { kind: 'altered' }, { downstream: 1000 }), ...below, ...kept]), 'wide');
  });

  test('of a chain of a thousand stays readable', async () => {
    const chain = Array.from({ length: 1000 }, (_, index) =>
      node(`m${index}`, index === 0 ? { kind: 'new' } : upstream(`m${index - 1}`)),
    );
    await golden(shown(chain), 'deep');
  });

  test('of a long SQL shows the first lines of what changed', async () => {
    const lines = (word: string) =>
      Array.from({ length: 200 }, (_, index) => `  ${word} as column_${index}`).join(',\n');
    const change: Reason = {
      kind: 'changed',
      changes: [sql(`select\n${lines('a')}`, `select\n${lines('b')}`)],
    };
    await golden(shown([node('long', change)]), 'long-sql');
  });

  test('of many tests that have not passed names some', async () => {
    const many = Array.from(
      { length: 100 },
      (_, index): ExplainedTest => ({
        node: `test.shop.accepted_values_of_something_with_a_long_name_${index}__a__b__c`,
        reads: ['model.shop.kept'],
        action: 'build',
        reason: { kind: 'new' },
      }),
    );
    await golden(shown([node('kept', undefined)], { tests: many }), 'tests');
  });
});
