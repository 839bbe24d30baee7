import { expect, test } from 'vitest';
import { expected, pages, type Sandbox, sandbox } from './harness.ts';

const range = 'accepted_range_parcels_weight__10__0';

/** Parcels of a seed, through a view to a table; weights from 0 to 10 are right. */
function parcels(materialized: string, weights: readonly number[]): Sandbox {
  return sandbox({
    'project.yml': 'name: post\ntargets:\n  dev: { path: post.duckdb }\n',
    'seeds/raw_parcels.csv': seedOf(weights),
    'models/read_parcels.sql': "select * from {{ ref('raw_parcels') }}\n",
    'models/parcels.sql': `{{ config(materialized='${materialized}') }}\nselect * from {{ ref('read_parcels') }}\n`,
    'models/heavy.sql': "select * from {{ ref('parcels') }} where weight > 5\n",
    'models/post.yml': `models:
  - name: parcels
    columns:
      - name: weight
        data_tests:
          - accepted_range: { min: 0, max: 10 }
`,
  });
}

const seedOf = (weights: readonly number[]): string =>
  `id,weight\n${weights.map((weight, id) => `${id},${weight}\n`).join('')}`;

const many = Array.from({ length: 12 }, (_, index) => 11 + index);

test.each(['table', 'view', 'incremental'])(
  'the rows that a build withheld are shown, of a %s',
  async (materialized) => {
    const project = parcels(materialized, [1, 2, 7]);
    const good = await project.assay(['build', '--quiet']);
    expect(good.exitCode).toBe(0);
    project.write({ 'seeds/raw_parcels.csv': seedOf([1, ...many]) });
    const bad = await project.assay(['build']);
    expect(bad.exitCode).toBe(1);
    expect(bad.stderr).toContain(`assay show --failures ${range}`);
    const shown = await project.assay(['show', '--failures', range]);
    expect(shown.exitCode).toBe(0);
    expect(shown.stderr).toBe('parcels was built and not published: this is about what was built\n');
    const weights = shown.stdout
      .trimEnd()
      .split('\n')
      .slice(1)
      .map((line) => Number(line.trim().split(/\s+/)[1]));
    expect(weights.sort((a, b) => a - b)).toEqual(many);
    const published = await project.assay([
      'show',
      '--inline',
      "select max(weight) as m from {{ ref('parcels') }}",
      '--output',
      'json',
    ]);
    expect(JSON.parse(published.stdout)).toEqual({ show: [{ m: materialized === 'view' ? 22 : 7 }] });
  },
);

test('a first build that fails publishes nothing, and its failing rows are there', async () => {
  const project = parcels('table', [1, -2, 99]);
  await project.assay(['build', '--quiet']);
  const page = await pages(
    project,
    ['show', '--failures', range],
    ['show', '--failures', range, '--limit', '1', '--output', 'json'],
    ['show', '--select', 'parcels'],
    ['show', '--select', 'heavy'],
  );
  await expect(page).toMatchFileSnapshot(expected('show/failures-of-first-build'));
});

test('a test of what is published shows that, also when an older build left something behind', async () => {
  const project = parcels('table', [1, -2, 99]);
  await project.assay(['run', '--quiet']);
  expect((await project.assay(['test', '--quiet'])).exitCode).toBe(1);
  const published = await project.assay(['show', '--failures', range]);
  expect(published.stderr).toBe('');
  expect(published.stdout).toContain('99');

  project.write({ 'seeds/raw_parcels.csv': seedOf([50]) });
  expect((await project.assay(['build', '--quiet'])).exitCode).toBe(1);
  expect((await project.assay(['test', '--quiet'])).exitCode).toBe(1);
  const since = await project.assay(['show', '--failures', range]);
  expect(since.stderr).toBe('');
  expect(since.stdout).toContain('99');
  expect(since.stdout).not.toContain('50');
});

test('a test that passes has no failing rows', async () => {
  const project = parcels('table', [1]);
  await project.assay(['build', '--quiet']);
  await expect(await pages(project, ['show', '--failures', range])).toMatchFileSnapshot(
    expected('show/no-failures'),
  );
});
