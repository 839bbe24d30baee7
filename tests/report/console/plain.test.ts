import { expect, test } from 'vitest';
import { type Event, error, type NodeLabel, warning } from '../../../src/base/index.ts';
import { consoleReporter } from '../../../src/report/index.ts';
import {
  finished,
  flightsRun,
  model,
  outcome,
  planned,
  ran,
  seed,
  started,
  startedAt,
  test as testLabel,
} from '../flights-run.ts';
import { handTurned, written } from '../written.ts';

const clock = { now: () => startedAt, elapsed: () => 0 };

function told(events: readonly Event[], options: { quiet?: boolean } = {}) {
  const progress = written();
  const answer = written();
  const reporter = consoleReporter({ progress, answer, clock, every: handTurned().every, ...options });
  for (const event of events) reporter.report(event);
  reporter.close();
  return { progress: progress.text(), answer: answer.text() };
}

const silver = model('silver.flights', 'table', 2);
const gold = model('gold.routes', 'incremental', 1);
const airlines = seed('airlines', 1);
const onSilver = [testLabel('not_null', silver, 'origin'), testLabel('unique', silver, 'origin')] as const;
const onGold = testLabel('not_empty', gold);
const verdict = (message: string, severity: 'error' | 'warning' = 'error') => ({
  diagnostics: [
    { ...error('A6001', message, { location: { file: 'models/gold/gold.yml' } }), severity } as const,
  ],
});

test('a build in a pipe', async () => {
  await expect(told(flightsRun()).progress).toMatchFileSnapshot('../../cases/report/build-in-a-pipe.txt');
});

test('a run has models only', async () => {
  const events = [started('run'), planned([silver, gold]), ...ran(silver, { rows: 1 }), ...ran(gold)];
  await expect(told([...events, finished(events)]).progress).toMatchFileSnapshot(
    '../../cases/report/run.txt',
  );
});

test('a test run has a line for each test', async () => {
  const events = [
    started('test'),
    planned([...onSilver, onGold]),
    { kind: 'step_started', at: startedAt, step: 'test', node: silver.id } as const,
    ...ran(onSilver[0]),
    ...ran(onSilver[1], { status: 'warn', failures: 1, ...verdict('expected no value twice', 'warning') }),
    ...ran(onGold, { status: 'fail', failures: 1, ...verdict('expected at least one row') }),
  ];
  await expect(told([...events, finished(events, 1)]).progress).toMatchFileSnapshot(
    '../../cases/report/test.txt',
  );
});

test('a build with snapshots, unit tests, hooks and batches', async () => {
  const snapshot: NodeLabel = {
    id: 'snapshot.flights.prices',
    resource: 'snapshot',
    label: 'prices',
    materialized: 'snapshot',
    path: 'snapshots/prices.sql',
  };
  const unit = (name: string): NodeLabel => ({
    id: `unit_test.flights.gold_routes.${name}`,
    resource: 'unit_test',
    label: `gold.routes.${name}`,
    materialized: 'unit test',
    path: 'models/gold/gold.yml',
    test: { name, on: 'gold.routes' },
  });
  const hook: NodeLabel = {
    id: 'operation.flights.flights-on-run-start-0',
    resource: 'operation',
    label: 'flights-on-run-start-0',
    materialized: 'hook',
    path: 'dbt_project.yml',
  };
  const span = (day: string): readonly [string, string] => [`2001-02-${day}`, `2001-02-${Number(day) + 1}`];
  const events: Event[] = [
    started(),
    {
      ...planned([airlines, silver, gold, snapshot, unit('counts'), unit('adds_up')]),
      selected: { models: 2, snapshots: 1, seeds: 1, tests: 2 },
    } as Event,
    ...ran(hook),
    ...ran(airlines, { rows: 15 }),
    ...ran(snapshot),
    ...ran(silver, {
      status: 'partial success',
      batches: { successful: [span('03'), span('04')], failed: [span('05')] },
      diagnostics: [error('A5003', 'no such column')],
    }),
    ...ran(unit('counts'), { failures: 0 }),
    ...ran(unit('adds_up'), {
      status: 'fail',
      failures: 1,
      failing: { columns: ['', 'day', 'flights'], rows: [['→', '2001-02-03', '4→5']] },
      compiledPath: 'target/compiled/flights/models/gold/gold.yml/models/gold/adds_up.sql',
      ...verdict('the rows of the model are not those that are expected'),
    }),
    ...ran(gold, { status: 'skipped', elapsedMs: 0, because: [unit('adds_up').id] }),
  ];
  const exposure = outcome({ ...gold, id: 'exposure.flights.board' }, { status: 'no-op' });
  const end = finished(events, 1);
  const all = end.kind === 'run_finished' ? { ...end, outcomes: [...end.outcomes, exposure] } : end;
  await expect(told([...events, all]).progress).toMatchFileSnapshot(
    '../../cases/report/build-of-dbt-kinds.txt',
  );
});

test('a snapshot command takes', () => {
  const events = [started('snapshot'), planned([silver]), ...ran(silver)];
  expect(told([...events, finished(events)]).progress).toContain('1 taken');
});

test('a seed command loads', async () => {
  const events = [started('seed'), planned([airlines]), ...ran(airlines, { rows: 15 })];
  await expect(told([...events, finished(events)]).progress).toMatchFileSnapshot(
    '../../cases/report/seed.txt',
  );
});

test('nothing selected', async () => {
  const events = [started(), planned([])];
  await expect(told([...events, finished(events)]).progress).toMatchFileSnapshot(
    '../../cases/report/nothing.txt',
  );
});

test('warnings, a node that is held back by another, tests that could not run, an interruption', async () => {
  const more = [model('gold.days', 'table', 1), model('gold.never')] as const;
  const onDays = testLabel('own_test', more[0]);
  const events: Event[] = [
    started(),
    planned([airlines, silver, gold, ...more, ...onSilver, onGold, onDays]),
    ...ran(airlines, { rows: 1, diagnostics: [warning('A6001', 'a column type fits no column')] }),
    ...ran(silver, { rows: 2 }, false),
    ...ran(gold, {}, false),
    ...ran(more[0], {}, false),
    ...ran(onSilver[0], {
      status: 'warn',
      failures: 2,
      tested: 2,
      ...verdict('expected a value', 'warning'),
    }),
    ...ran(onGold),
    ...ran(onSilver[1]),
    { kind: 'published', at: startedAt, nodes: [silver.id] },
    ...ran(onDays, { status: 'error', diagnostics: [error('A5001', 'syntax error at end of input')] }),
    { kind: 'withheld', at: startedAt, nodes: [gold.id, more[0].id], kept: [gold.id], because: [onDays.id] },
    { kind: 'interrupted', at: startedAt },
    ...ran(more[1], { status: 'skipped', elapsedMs: 0 }),
  ];
  await expect(told([...events, finished(events, 130)]).progress).toMatchFileSnapshot(
    '../../cases/report/mixed.txt',
  );
});

test('a model does not wait for the tests of another', () => {
  const events = [
    started(),
    planned([silver, gold, ...onSilver, onGold]),
    ...ran(silver, {}, false),
    ...ran(gold, {}, false),
    ...ran(onGold),
  ];
  const { progress } = told(events);
  expect(progress).toContain('✓ incremental  gold.routes');
  expect(progress).not.toContain('silver.flights');
});

test('a model that passed and is withheld because of another is told once more', () => {
  const events = [started(), planned([gold, onGold]), ...ran(gold, {}, false), ...ran(onGold)];
  const withheld = {
    kind: 'withheld',
    at: startedAt,
    nodes: [gold.id],
    kept: [],
    because: [silver.id],
  } as const;
  const lines = told([...events, withheld])
    .progress.split('\n')
    .filter((line) => line.includes('gold.routes'));
  expect(lines.map((line) => line.trim()[0])).toEqual(['✓', '○']);
});

test('what was never settled is told at the end', () => {
  const events = [started(), planned([silver, ...onSilver]), ...ran(silver, { rows: 7 }, false)];
  expect(told([...events, finished(events)]).progress).toContain('7 rows');
});

test('a diagnostic is told once, and print() is an answer', () => {
  const failure = error('A5001', 'no such column');
  const events: Event[] = [
    started(),
    planned([gold]),
    { kind: 'diagnosed', at: startedAt, diagnostic: failure },
    { kind: 'said', at: startedAt, text: 'answer', print: true },
    { kind: 'said', at: startedAt, text: 'note\u001b[2J', print: false },
    ...ran(gold, { status: 'error', diagnostics: [{ ...failure }] }),
  ];
  const { progress, answer } = told([...events, finished(events, 1)]);
  expect(progress.split('no such column')).toHaveLength(2);
  expect(progress).toContain('note\ufffd[2J');
  expect(answer).toBe('answer\n');
});

test('quiet leaves errors and answers', () => {
  const events: Event[] = [
    started(),
    planned([silver]),
    { kind: 'said', at: startedAt, text: 'answer', print: true },
    { kind: 'diagnosed', at: startedAt, diagnostic: warning('A6001', 'careful') },
  ];
  const well = [...events, ...ran(silver)];
  expect(told([...well, finished(well)], { quiet: true })).toEqual({ progress: '', answer: 'answer\n' });
  const badly = [...events, ...ran(silver, { status: 'error', diagnostics: [error('A5001', 'broken')] })];
  const { progress } = told([...badly, finished(badly, 1)], { quiet: true });
  expect(progress).toBe('error A5001: broken\n  more: assay explain A5001\n\n');
});

test('ids that were never planned do no harm', () => {
  const stray = outcome(model('gold.stray'));
  const events: Event[] = [
    started(),
    { kind: 'step_finished', at: startedAt, step: 'model', outcome: stray },
  ];
  expect(told([...events, finished(events)]).progress).toContain('gold_stray');
});
