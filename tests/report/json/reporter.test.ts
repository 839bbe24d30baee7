import { expect, test } from 'vitest';
import { warning } from '../../../src/base/index.ts';
import { jsonReporter } from '../../../src/report/index.ts';
import { flightsRun, startedAt } from '../flights-run.ts';
import { written } from '../written.ts';

test('every event is one line of JSON', async () => {
  const output = written();
  const reporter = jsonReporter(output);
  const events = flightsRun();
  events.splice(
    2,
    0,
    { kind: 'step_progressed', at: startedAt, node: 'model.flights.x', percent: 62 },
    {
      kind: 'diagnosed',
      at: startedAt,
      diagnostic: warning('A6001', 'a\nwarning', { detail: ['d'], hint: 'h' }),
    },
    { kind: 'said', at: startedAt, text: 'hello\nworld', print: true, node: 'model.flights.x' },
    { kind: 'interrupted', at: startedAt },
  );
  for (const event of events) reporter.report(event);
  reporter.close();
  const lines = output.text().trimEnd().split('\n');
  expect(lines).toHaveLength(events.length);
  const parsed: { event: string; at: string }[] = lines.map((line) => JSON.parse(line));
  for (const { at } of parsed) expect(at).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  expect(parsed.map(({ event }) => event)).toEqual(events.map(({ kind }) => kind));
  const interesting = parsed
    .filter(({ event }, index) => index < 10 || event !== 'step_started')
    .filter((line) => !JSON.stringify(line).includes('not_null'));
  await expect(`${interesting.map((line) => JSON.stringify(line)).join('\n')}\n`).toMatchFileSnapshot(
    '../../cases/report/events.jsonl',
  );
});
