import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';
import { schemaErrorsOf } from '../report/artifacts/schema.ts';
import { differences, fits, printDifference } from './differences.ts';

/**
 * The artifacts of a project with everything that dbt has, beside those of dbt itself, which record.py writes down. What
 * differs is listed, with the reason.
 */
const cases = join(import.meta.dirname, '../cases/dbt-artifacts');
const folder = join(realpathSync(mkdtempSync(join(tmpdir(), 'assay-artifacts-'))), 'shop');
const read = (name: string): string => readFileSync(join(folder, 'target', name), 'utf8');
const made = new Map<string, string>();

const steps: readonly (readonly [command: string, exit: number, artifacts: readonly string[]])[] = [
  ['deps', 0, []],
  ['parse', 0, ['manifest', 'semantic_manifest']],
  ['seed', 0, []],
  ['build', 1, ['manifest', 'run_results']],
  ['docs generate', 0, ['catalog']],
  ['source freshness', 0, ['sources']],
];

beforeAll(async () => {
  cpSync(join(cases, 'shop'), folder, { recursive: true });
  const env = { HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC', DBT_ENV_CUSTOM_ENV_TEAM: 'us' };
  const home = process.cwd();
  process.chdir(folder);
  try {
    for (const [command, exit, artifacts] of steps) {
      const ran = await runAssay(command.split(' '), folder, env, 'dbt');
      expect(ran.exit, ran.printed).toBe(exit);
      for (const artifact of artifacts)
        made.set(`${command.split(' ')[0]}.${artifact}`, read(`${artifact}.json`));
    }
  } finally {
    process.chdir(home);
  }
}, 120_000);

afterAll(() => rmSync(join(folder, '..'), { recursive: true, force: true }));

const meant: readonly (readonly [artifact: string, where: string, why: string])[] = [
  ['', 'metadata/env/ASSAY_VERSION', 'says which Assay has written it'],
  ['manifest', 'saved_queries/*/unrendered_config/cache', 'dbt forgets what dbt_project.yml says of it'],
  [
    'build.manifest',
    'nodes/test.*/depends_on/macros',
    'dbt adds what its materialization of tests calls; here it is what the test calls, as after parse',
  ],
  ['build.manifest', 'nodes/model.shop.orders_by_day/extra_ctes', 'they are in the compiled code'],
  ['build.manifest', 'nodes/model.shop.stg_ephemeral/*', 'is not compiled by itself, but with its readers'],
  ['build.manifest', 'nodes/operation.*/index', 'dbt counts all hooks of a run from 1, after parse from 0'],
  ['build.manifest', 'nodes/operation.*/compiled_path', 'hooks are written nowhere'],
  ['build.manifest', 'nodes/snapshot.*/compiled_path', 'the compiled SQL of snapshots is written too'],
  ['run_results', 'results/*/message', 'without colours'],
  ['run_results', 'args/*', 'Assay says its own options, of which it has others'],
];

const names = [
  'parse.manifest',
  'parse.semantic_manifest',
  'build.manifest',
  'build.run_results',
  'docs.catalog',
  'source.sources',
];

describe('artifacts', () => {
  test.each(names)('%s', (name) => {
    const dbt = readFileSync(join(cases, 'dbt', `${name}.json`), 'utf8');
    const assay = made.get(name)!.replaceAll(folder, '$PROJECT');
    const found = differences(JSON.parse(dbt), own(JSON.parse(assay)));
    const unlisted = found.filter(
      ({ where }) => !meant.some(([artifact, pattern]) => name.endsWith(artifact) && fits(pattern, where)),
    );
    expect(unlisted.map(printDifference).join('\n')).toBe('');
  });

  test.each([
    ['parse.manifest', 'manifest-v12'],
    ['build.manifest', 'manifest-v12'],
    ['build.run_results', 'run-results-v6'],
    ['docs.catalog', 'catalog-v1'],
    ['source.sources', 'sources-v3'],
  ] as const)('%s has the shape that dbt publishes', (name, schema) => {
    expect(schemaErrorsOf('1.11', schema, made.get(name)!)).toEqual([]);
  });

  test('what is listed differs', () => {
    const all = names.flatMap((name) => {
      const dbt = JSON.parse(readFileSync(join(cases, 'dbt', `${name}.json`), 'utf8'));
      return differences(dbt, own(JSON.parse(made.get(name)!.replaceAll(folder, '$PROJECT')))).map(
        ({ where }) => [name, where] as const,
      );
    });
    const gone = meant.filter(
      ([artifact, pattern]) => !all.some(([name, where]) => name.endsWith(artifact) && fits(pattern, where)),
    );
    expect(gone).toEqual([]);
  });
});

/** Without the macros and texts that are dbt's own, as record.py leaves them out. */
function own(artifact: Record<string, unknown>): Record<string, unknown> {
  const without = (entries: unknown): unknown =>
    Object.fromEntries(
      Object.entries(entries as object).filter(
        ([id]) => !/^(macro\.dbt|macro\.dbt_duckdb|doc\.dbt)\./.test(id),
      ),
    );
  return Object.fromEntries(
    Object.entries(artifact).map(([key, value]) => [
      key,
      key === 'macros' || key === 'docs' ? without(value) : value,
    ]),
  );
}
