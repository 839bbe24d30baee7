import { expect, test } from 'vitest';
import type { Event } from '../../../src/base/index.ts';
import { consoleReporter } from '../../../src/report/index.ts';
import {
  finished,
  flightsRun,
  model,
  planned,
  ran,
  started,
  startedAt,
  test as testLabel,
} from '../flights-run.ts';
import { Screen } from '../screen.ts';
import { handTurned, written } from '../written.ts';

const timer = handTurned;

function live(columns = 80, maxRunning?: number) {
  const screen = new Screen(columns);
  const progress = { ...written({ isTTY: true, columns }), write: (text: string) => screen.write(text) };
  const turned = timer();
  let now = startedAt;
  const reporter = consoleReporter({
    progress,
    answer: progress,
    clock: { now: () => now, elapsed: () => 0 },
    every: turned.every,
    ...(maxRunning !== undefined && { maxRunning }),
  });
  const tick = (milliseconds = 100): void => {
    now += milliseconds;
    turned.tick();
  };
  return { screen, reporter, tick, isRunning: turned.isRunning };
}

const routes = model('gold.routes', 'table', 2);
const days = model('gold.days_of_the_year_with_a_very_long_name_indeed', 'incremental');
const routeTests = [testLabel('not_null', routes, 'origin'), testLabel('unique', routes, 'origin')];
const start = (node: { id: string }, step: 'model' | 'test' = 'model'): Event => ({
  kind: 'step_started',
  at: startedAt,
  step,
  node: node.id,
});

test('what runs is redrawn in place and what is done scrolls', async () => {
  const { screen, reporter, tick, isRunning } = live();
  const frames: string[] = [];
  const frame = (milliseconds?: number): void => {
    tick(milliseconds);
    frames.push(screen.text());
  };
  for (const event of [started(), planned([routes, days, ...routeTests]), start(routes), start(days)])
    reporter.report(event);
  frame();
  reporter.report({ kind: 'step_progressed', at: startedAt, node: days.id, percent: 62.7 });
  frame(700);
  const built = ran(routes, { rows: 12 }, false).at(-1)!;
  reporter.report(built);
  reporter.report(start(routes, 'test'));
  const verdicts = routeTests.map((label) => ran(label).at(-1)!);
  reporter.report(verdicts[0]!);
  frame(11_000);
  reporter.report(verdicts[1]!);
  reporter.report({ kind: 'published', at: startedAt, nodes: [routes.id] });
  frame();
  const last = ran(days, { rows: 365, elapsedMs: 75_000 });
  for (const event of last.slice(1)) reporter.report(event);
  reporter.report(finished([built, ...verdicts, ...last]));
  frames.push(screen.text());
  expect(isRunning()).toBe(false);
  await expect(frames.join('\n---\n')).toMatchFileSnapshot('../../cases/report/live-frames.txt');
});

test.for([60, 80, 120, 160])('no line is wider than %i columns, and none is left over', (columns) => {
  const { screen, reporter, tick } = live(columns);
  const plain = /assay show|target\/compiled|^error|silver.flights has|more:/;
  for (const event of flightsRun()) {
    reporter.report(event);
    tick();
    for (const line of screen.lines()) if (!plain.test(line)) expect(line.length).toBeLessThan(columns);
  }
  expect(screen.text()).not.toMatch(/[⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏]/);
});

test('one write a frame, and none when nothing happens', () => {
  const { screen, reporter, tick } = live();
  tick();
  expect(screen.writes).toBe(0);
  for (const event of [started(), planned([routes, days]), start(routes), start(days)])
    reporter.report(event);
  expect(screen.writes).toBe(0);
  tick();
  expect(screen.writes).toBe(1);
  reporter.report(ran(days).at(-2)!);
  expect(screen.writes).toBe(1);
  tick();
  expect(screen.writes).toBe(2);
});

test('more than fit are counted', () => {
  const { screen, reporter, tick } = live(80, 3);
  const many = Array.from({ length: 9 }, (_, index) => model(`gold.model_${index}`));
  for (const event of [started(), planned(many), ...many.map((node) => start(node))]) reporter.report(event);
  tick();
  expect(screen.lines().filter((line) => line.includes('gold.model_'))).toHaveLength(2);
  expect(screen.text()).toContain('and 7 more running');
});

test('print() of a template goes above what runs', () => {
  const { screen, reporter, tick } = live();
  for (const event of [started(), planned([routes]), start(routes)]) reporter.report(event);
  tick();
  reporter.report({ kind: 'said', at: startedAt, text: 'hello', print: true });
  tick();
  expect(screen.lines().slice(-2)).toEqual(['hello', expect.stringContaining('⠙ table  gold.routes')]);
});

test('breaking off leaves no running line', () => {
  const { screen, reporter, tick, isRunning } = live();
  for (const event of [started(), planned([routes]), start(routes)]) reporter.report(event);
  tick();
  reporter.close();
  expect(isRunning()).toBe(false);
  expect(screen.text()).not.toContain('⠋');
});
