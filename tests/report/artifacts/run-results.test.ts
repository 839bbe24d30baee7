import { expect, test } from 'vitest';
import { artifactText, runResults } from '../../../src/report/index.ts';
import { flightsRun, startedAt } from '../flights-run.ts';
import { schemaErrors } from './schema.ts';

const meta = {
  version: '0.1.0',
  runId: '5f0c7a52-0000-4000-8000-000000000001',
  generatedAt: startedAt + 2400,
  elapsedMs: 2400,
  args: { which: 'build', select: ['gold+'], vars: { big: 12345678901234567890n } },
};

const outcomes = flightsRun().flatMap((event) => (event.kind === 'run_finished' ? event.outcomes : []));

test('run_results.json has the shape that dbt publishes', () => {
  expect(schemaErrors('run-results-v6', artifactText(runResults(outcomes, meta)))).toEqual([]);
});

test('a run without outcomes too', () => {
  expect(schemaErrors('run-results-v6', artifactText(runResults([], meta)))).toEqual([]);
});

test('the schema would notice', () => {
  const broken = artifactText({ ...runResults(outcomes, meta), results: [{ status: 'well' }] });
  expect(schemaErrors('run-results-v6', broken)).not.toEqual([]);
});

test('what is in it', async () => {
  const text = `${JSON.stringify(JSON.parse(artifactText(runResults(outcomes, meta))), null, 1)}\n`;
  await expect(text).toMatchFileSnapshot('../../cases/report/run-results.json');
});
