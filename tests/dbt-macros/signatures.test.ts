import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builtinMacros } from '../../src/parse/index.ts';
import type { Definition } from '../../src/template/index.ts';

type Signatures = Record<string, Record<string, string[]>>;

/** Recorded from dbt by scripts/dbt-macros/record.py. */
const recorded = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cases/dbt-macros/signatures.json'), 'utf8'),
) as Signatures;

const shadowed = 'nobody can call it: the one of dbt_duckdb of the same name comes first';

/** What dbt has and we have not, and why. */
const absent: Record<string, string> = {
  'dbt.run_hooks': shadowed,
  'dbt.create_table_as': shadowed,
  'dbt.build_snapshot_staging_table': shadowed,
};

/** What we have beside dbt's: parts of its longer macros. */
const ours = new Set([
  'dbt.fixture_values_sql',
  'dbt.refuse_python_model',
  'dbt_duckdb.duckdb__foreign_key_dependents_sql',
  'dbt_duckdb.duckdb__foreign_key_problems',
  'dbt_duckdb.duckdb__layout_columns',
  'dbt_duckdb.duckdb__merge_assignments',
  'dbt_duckdb.duckdb__merge_common_action',
  'dbt_duckdb.duckdb__merge_condition',
  'dbt_duckdb.duckdb__merge_matched_action',
  'dbt_duckdb.duckdb__merge_not_matched_action',
  'dbt_duckdb.duckdb__read_options',
  'dbt_duckdb.duckdb__run_catalog_query',
  'dbt_duckdb.duckdb__table_layout',
]);

const nameOf = ({ kind, name, adapter }: Definition): string => {
  if (kind === 'test') return `test_${name}`;
  return kind === 'materialization' ? `materialization_${name}_${adapter}` : name;
};

const present = new Map(
  [...builtinMacros()].flatMap(([owner, files]) =>
    files.flatMap(({ template }) =>
      template.definitions.map((definition) => {
        const params = definition.params.map((param) =>
          param.default === undefined ? param.name : `${param.name}=`,
        );
        return [`${owner}.${nameOf(definition)}`, params] as const;
      }),
    ),
  ),
);

for (const owner of ['dbt', 'dbt_duckdb']) {
  test(`every macro of ${owner} is there with its parameters`, () => {
    const wanted = Object.entries(recorded[owner]!).map(
      ([name, params]) => [`${owner}.${name}`, params] as const,
    );
    const found = wanted.map(([name]) => [name, present.get(name)] as const);
    expect(Object.fromEntries(found.filter(([name]) => absent[name] === undefined))).toEqual(
      Object.fromEntries(wanted.filter(([name]) => absent[name] === undefined)),
    );
    for (const [name] of found) if (absent[name] !== undefined) expect(present.has(name), name).toBe(false);
  });
}

test('what is there beside is known', () => {
  const known = new Set(
    ['dbt', 'dbt_duckdb'].flatMap((owner) => Object.keys(recorded[owner]!).map((name) => `${owner}.${name}`)),
  );
  expect([...present.keys()].filter((name) => !known.has(name)).sort()).toEqual([...ours].sort());
});

test('no name is defined twice in a package', () => {
  const all = [...builtinMacros()].flatMap(([owner, files]) =>
    files.flatMap(({ template }) =>
      template.definitions.map((definition) => `${owner}.${nameOf(definition)}`),
    ),
  );
  expect(all.length).toBe(present.size);
});
