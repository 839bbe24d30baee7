import { expect, test } from 'vitest';
import dbt from '../cases/cli/ls/dbt.json' with { type: 'json' };
import { expected, pages, sandbox } from './harness.ts';
import { shop } from './shop.ts';

test.each(['selector', 'name', 'path'] as const)('--output %s prints what dbt does', async (output) => {
  const ran = await sandbox(shop).spawned(['ls', '--output', output]);
  expect(ran.stdout.trimEnd().split('\n')).toEqual(dbt[output]);
  expect(ran.exitCode).toBe(0);
});

test('--output json has the keys of dbt in its order, and the values where Assay has the same notion', async () => {
  const ran = await sandbox(shop).spawned(['list', '--output', 'json']);
  const lines = ran.stdout.trimEnd().split('\n');
  expect(lines.length).toBe(dbt.json.length);
  for (const [index, line] of lines.entries()) {
    const ours = JSON.parse(line);
    const theirs = JSON.parse(dbt.json[index]!);
    expect(Object.keys(ours)).toEqual(Object.keys(theirs));
    for (const key of [
      'name',
      'resource_type',
      'package_name',
      'original_file_path',
      'alias',
      'source_name',
      'tags',
    ]) {
      expect(ours[key], `${ours.unique_id}: ${key}`).toEqual(theirs[key]);
    }
    for (const key of ['enabled', 'materialized', 'tags', 'severity', 'unique_key']) {
      expect(ours.config[key], `${ours.unique_id}: config.${key}`).toEqual(theirs.config[key]);
    }
    // The hash at the end of a generic test's id is Assay's own.
    expect(ours.unique_id.replace(/\.\w{10}$/, '')).toBe(theirs.unique_id.replace(/\.\w{10}$/, ''));
    if (theirs.depends_on?.nodes !== undefined)
      expect(ours.depends_on.nodes).toEqual(theirs.depends_on.nodes);
  }
});

test('what is selected is listed, what is said besides goes to stderr', async () => {
  const page = await pages(
    sandbox(shop).spawned,
    ['ls', '--select', '+customers', '--exclude', 'resource_type:test'],
    ['ls', '--models', 'gold'],
    ['ls', '--resource-type', 'seed', 'source'],
    ['--quiet', 'ls', '--select', 'tag:nightly'],
    [
      'ls',
      '--select',
      'stg_orders',
      '--resource-type',
      'model',
      '--output',
      'json',
      '--output-keys',
      'name description config.materialized',
      'no',
      'config.no',
    ],
    ['ls', '--select', 'source:raw.orders', '--output', 'name'],
    ['ls', '--select', 'nothing'],
    ['--quiet', 'ls', '--select', 'nothing'],
    ['ls', '--resource-type', 'snapshot'],
  );
  await expect(page).toMatchFileSnapshot(expected('ls/selected'));
});

test('wrong use is refused', async () => {
  const page = await pages(
    sandbox(shop).spawned,
    ['ls', '--models', 'gold', '--select', 'gold'],
    ['ls', '--resource-type', 'tabel'],
    ['ls', '--select', 'tagg:nightly'],
    ['ls', '--selector', 'weekly'],
    ['ls', '--target', 'prd'],
    ['ls', '--vars', '{a'],
    ['ls', '--project-dir', 'nowhere'],
  );
  await expect(page).toMatchFileSnapshot(expected('ls/wrong'));
});
