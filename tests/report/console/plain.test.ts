import { expect, test } from 'vitest';
import { consoleReporter } from '../../../src/report/index.ts';
import { flightsRun, startedAt } from '../flights-run.ts';
import { handTurned, written } from '../written.ts';

const clock = { now: () => startedAt, elapsed: () => 0 };

test('a build in a pipe', async () => {
  const progress = written();
  const reporter = consoleReporter({ progress, answer: written(), clock, every: handTurned().every });
  for (const event of flightsRun()) reporter.report(event);
  reporter.close();
  await expect(progress.text()).toMatchFileSnapshot('../../cases/report/build-in-a-pipe.txt');
});
