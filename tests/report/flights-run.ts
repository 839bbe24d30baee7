import { type Event, error, type NodeLabel, type Outcome, type StepKind } from '../../src/base/index.ts';

/** 2001-02-03 04:05:06 UTC: every run of these tests starts here. */
export const startedAt = Date.UTC(2001, 1, 3, 4, 5, 6);

export const started = (command = 'build'): Event => ({
  kind: 'run_started',
  at: startedAt,
  runId: '5f0c7a52-0000-4000-8000-000000000001',
  command,
  project: 'flights',
  target: 'dev',
  warehouse: 'warehouse.duckdb',
  version: '0.1.0',
  threads: 4,
});

export const model = (label: string, materialized = 'table', tests = 0): NodeLabel => ({
  id: `model.flights.${label.replace('.', '_')}`,
  resource: 'model',
  label,
  materialized,
  path: `models/${label.replace('.', '/')}.sql`,
  tests,
});

export const seed = (label: string, tests = 0): NodeLabel => ({
  id: `seed.flights.${label}`,
  resource: 'seed',
  label,
  materialized: 'seed',
  path: `seeds/${label}.csv`,
  tests,
});

export const test = (name: string, on?: NodeLabel, column?: string): NodeLabel => {
  const label = on ? [name, on.label.replace('.', '_'), column].filter(Boolean).join('_') : name;
  return {
    id: `test.flights.${label}`,
    resource: 'test',
    label,
    materialized: 'test',
    path: on ? 'models/gold/gold.yml' : `tests/${name}.sql`,
    ...(on && { attachedTo: on.id, test: { name, on: on.label, ...(column !== undefined && { column }) } }),
  };
};

export const planned = (nodes: readonly NodeLabel[], buildMissing: readonly string[] = []): Event => {
  const amount = (resource: string): number => nodes.filter((node) => node.resource === resource).length;
  const models = amount('model') - buildMissing.length;
  return {
    kind: 'planned',
    at: startedAt,
    nodes,
    selected: { models, seeds: amount('seed'), tests: amount('test') },
    buildMissing,
  };
};

export const outcome = (node: NodeLabel, parts: Partial<Outcome> = {}): Outcome => {
  const elapsedMs = parts.elapsedMs ?? 20;
  return {
    node: node.id,
    status: node.resource === 'test' || node.resource === 'unit_test' ? 'pass' : 'success',
    compileStartedAt: startedAt,
    startedAt: startedAt + 1,
    finishedAt: startedAt + 1 + elapsedMs,
    elapsedMs,
    diagnostics: [],
    thread: 1,
    ...parts,
  };
};

const stepOf = (node: NodeLabel): StepKind => {
  if (node.resource === 'test' || node.resource === 'seed') return node.resource;
  if (node.resource === 'unit_test') return 'test';
  return node.resource === 'operation' ? 'hook' : 'model';
};

/** Started and finished, and for what is built, published. */
export const ran = (node: NodeLabel, parts: Partial<Outcome> = {}, publish = true): Event[] => {
  const done = outcome(node, parts);
  const at = done.finishedAt;
  const events: Event[] = [];
  if (done.status !== 'skipped')
    events.push({ kind: 'step_started', at: startedAt, step: stepOf(node), node: node.id });
  events.push({ kind: 'step_finished', at, step: stepOf(node), outcome: done });
  if (publish && done.status === 'success') events.push({ kind: 'published', at, nodes: [node.id] });
  return events;
};

/** The run's end, with the outcome of every step so far. */
export const finished = (
  events: readonly Event[],
  exitCode: 0 | 1 | 2 | 130 = 0,
  elapsedMs = 2400,
): Event => ({
  kind: 'run_finished',
  at: startedAt + elapsedMs,
  elapsedMs,
  outcomes: events.flatMap((event) => (event.kind === 'step_finished' ? [event.outcome] : [])),
  exitCode,
});

const airlines = seed('airlines');
const bronze = model('bronze.flights', 'view', 2);
const silver = model('silver.flights', 'table', 8);
const daily = { ...model('gold.daily_airport', 'table', 6), published: true };
const rank = model('gold.airport_rank');
const routes = model('gold.routes');
const shares = test('accepted_range', daily, 'on_time_share');
const testsOf = (on: NodeLabel, amount: number): NodeLabel[] =>
  Array.from({ length: amount }, (_, index) => test('not_null', on, `column_${index + 1}`));
const bronzeTests = testsOf(bronze, 2);
const silverTests = testsOf(silver, 8);
const dailyTests = testsOf(daily, 5);
const singular = test('no_flight_lands_before_it_starts');

export const flightsLabels: readonly NodeLabel[] = [
  airlines,
  bronze,
  silver,
  daily,
  rank,
  routes,
  ...bronzeTests,
  ...silverTests,
  ...dailyTests,
  shares,
  singular,
];

/** The build of the sketches: a test of gold.daily_airport fails, gold.routes has an error in its SQL. */
export function flightsRun(): Event[] {
  const events: Event[] = [
    started(),
    planned(flightsLabels, [bronze.id, silver.id]),
    ...ran(airlines, { rows: 15 }),
    ...ran(bronze, { elapsedMs: 10 }, false),
    ...bronzeTests.flatMap((node) => ran(node)),
    { kind: 'published', at: startedAt + 40, nodes: [bronze.id] },
    ...ran(silver, { rows: 2_998_112, elapsedMs: 1210 }, false),
    ...silverTests.flatMap((node) => ran(node)),
    { kind: 'published', at: startedAt + 1300, nodes: [silver.id] },
    ...ran(daily, { rows: 41_204, elapsedMs: 310 }, false),
    ...dailyTests.flatMap((node) => ran(node)),
    ...ran(routes, {
      status: 'error',
      elapsedMs: 30,
      diagnostics: [
        error('A5001', 'gold.routes: column "orgin" is not in silver.flights', {
          location: {
            file: 'models/gold/routes.sql',
            range: { start: { line: 4, column: 9 }, end: { line: 4, column: 14 } },
            excerpt: { firstLine: 4, lines: ['select  orgin, destination, count(*) as flights'] },
          },
          detail: ['silver.flights has: origin, destination, day, delay, distance'],
        }),
      ],
    }),
    ...ran(shares, {
      status: 'fail',
      failures: 3,
      tested: 41_204,
      failing: {
        columns: ['day', 'airport', 'on_time_share'],
        rows: [
          ['2001-02-03', 'ORD', '1.02'],
          ['2001-02-03', null, '1.10'],
          ['2001-02-04', 'ORD', '11.01'],
        ],
      },
      compiledPath:
        'target/compiled/flights/models/gold/gold.yml/accepted_range_gold_daily_airport_on_time_share.sql',
      diagnostics: [
        error('A6001', 'expected 0 to 1', {
          location: {
            file: 'models/gold/gold.yml',
            range: { start: { line: 14, column: 9 }, end: { line: 14, column: 9 } },
          },
        }),
      ],
    }),
    { kind: 'withheld', at: startedAt + 1800, nodes: [daily.id], kept: [daily.id], because: [shares.id] },
    ...ran(rank, { status: 'skipped', elapsedMs: 0, because: [daily.id] }),
    ...ran(singular),
  ];
  return [...events, finished(events, 1)];
}
