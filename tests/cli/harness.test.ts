import { expect, test } from 'vitest';
import { sandbox } from './harness.ts';
import { masked } from './masks.ts';

test('a project is built in a folder of its own, and what was said can be compared', async () => {
  const project = sandbox({
    'project.yml': 'name: tiny\ntargets:\n  dev:\n    path: tiny.duckdb\n',
    'models/one.sql': 'select 1 as n\n',
  });
  const ran = await project.spawned(['build']);
  expect(ran.exitCode).toBe(0);
  await expect(ran.page).toMatchFileSnapshot('../cases/cli/harness/build.txt');
  expect(project.exists('tiny.duckdb')).toBe(true);
});

test('masks hide what differs from run to run and nothing else', () => {
  expect(masked('/tmp/a/b took 0.21s, 3m 2s; 7 seeds', { '/tmp/a': '<project>' })).toBe(
    '<project>/b took <t>, <t>; 7 seeds',
  );
  expect(masked('at 2024-01-02T03:04:05.678Z in process 123')).toBe('at <time> in process <pid>');
});
