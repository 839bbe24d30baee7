import { expect, test } from 'vitest';
import { error, warning } from '../../../src/base/index.ts';
import { githubAnnotations } from '../../../src/report/index.ts';
import { flightsLabels, flightsRun } from '../flights-run.ts';

const outcomes = flightsRun().flatMap((event) => (event.kind === 'run_finished' ? event.outcomes : []));

test('failures and errors of a run, below the folder of the project', () => {
  expect(githubAnnotations(outcomes, [], flightsLabels, { folder: 'analytics' })).toBe(
    '::error file=analytics/models/gold/routes.sql,line=4,col=9,endColumn=14,title=A5001::' +
      'gold.routes: column "orgin" is not in silver.flights%0A' +
      'silver.flights has: origin, destination, day, delay, distance\n' +
      '::error file=analytics/models/gold/gold.yml,line=14,col=9,' +
      'title=accepted_range · gold.daily_airport.on_time_share::' +
      'expected 0 to 1 · 3 of 41,204 rows (0.007 %25)\n',
  );
});

test('errors come before warnings, the same one once, and everything is escaped', () => {
  const diagnostics = [
    warning('A6001', 'careful'),
    error('A6001', '100 %\r\nsure: a, b', { location: { file: 'a,b:c%.sql' } }),
    error('A6001', '100 %\r\nsure: a, b', { location: { file: 'a,b:c%.sql' } }),
  ];
  expect(githubAnnotations([], diagnostics, [])).toBe(
    '::error file=a%2Cb%3Ac%25.sql,title=A6001::100 %25%0D%0Asure: a, b\n' +
      '::warning title=A6001::careful\n',
  );
});
