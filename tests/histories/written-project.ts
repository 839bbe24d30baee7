import type { DataFile, RandomModel, RandomProject } from './random-project.ts';

/** The files of a project of Assay's own, by path. */
export const writtenProject = (project: RandomProject): ReadonlyMap<string, string> =>
  new Map([
    ['project.yml', projectFile(project)],
    ['models/sources.yml', sourcesFile(project)],
    ...commonFiles(project),
  ]);

/** The files that are the same in a dbt project. */
export function commonFiles(project: RandomProject): ReadonlyMap<string, string> {
  const files = new Map<string, string>([
    ['models/models.yml', modelsFile(project)],
    ['macros/scaled.sql', macros(project)],
  ]);
  for (const [name, parts] of project.sources)
    for (const [index, part] of parts.entries()) files.set(`data/${name}/${index + 1}.csv`, csv(part));
  for (const [name, data] of project.seeds) files.set(`seeds/${name}.csv`, csv(data));
  for (const model of project.models) {
    files.set(`models/${model.name}.sql`, sql(model));
    if (model.tests.includes('singular') && model.materialized !== 'ephemeral')
      files.set(
        `tests/${model.name}_is_sane.sql`,
        `select * from {{ ref('${model.name}') }} where id is null and v > ${model.number}\n`,
      );
  }
  return files;
}

const projectFile = ({ vars, wholeDivision }: RandomProject) => `name: histories
targets:
  dev: { path: dev.duckdb, threads: 2, settings: { integer_division: ${wholeDivision} } }
  scratch:
    path: scratch.duckdb
    threads: 2
    parquet_root: scratch_parquet
    settings: { integer_division: ${wholeDivision} }
vars:
  by: ${vars}
`;

const columns =
  '[{ name: id, data_type: bigint }, { name: v, data_type: bigint }, { name: g, data_type: varchar }]';

const sourcesFile = ({ sources }: RandomProject) => `sources:
  - name: warehouse
    schema: raw
    tables:
      - name: raw
  - name: files
    tables:
${[...sources.keys()].map((name) => `      - { name: ${name}, files: data/${name}/*.csv, columns: ${columns} }`).join('\n')}
`;

function modelsFile({ models, rangeLimit }: RandomProject): string {
  const tested = models.filter(({ tests, materialized }) => tests.length > 0 && materialized !== 'ephemeral');
  if (tested.length === 0) return 'models: []\n';
  return `models:\n${tested
    .map((model) => {
      const tests: string[] = [];
      if (model.tests.includes('not_null')) tests.push('not_null: { severity: warn }');
      if (model.tests.includes('accepted_range'))
        tests.push(`accepted_range: { min: -100000, max: ${rangeLimit}, severity: warn }`);
      if (model.tests.includes('relationships'))
        tests.push(
          `relationships: { to: "${model.parents[0]!.startsWith('ref') ? model.parents[0] : `ref('${model.name}')`}", field: id, severity: warn }`,
        );
      const listed = tests.map((test) => `          - ${test}\n`).join('');
      return `  - name: ${model.name}\n    columns:\n      - name: id\n${listed === '' ? '' : `        data_tests:\n${listed}`}`;
    })
    .join('')}`;
}

const macros = ({
  macroNumber,
  innerNumber,
  macroLooks,
}: RandomProject) => `{#${' '.repeat(macroLooks)} looks #}
{% macro inner(column) %}(${'{{ column }}'} + ${innerNumber}){% endmacro %}
{% macro scaled(column) %}(${'{{ column }}'} + ${macroNumber}){% endmacro %}
{% macro deep(column) %}{{ scaled(inner(column)) }}{% endmacro %}
{% macro unused() %}${macroLooks}{% endmacro %}
`;

const csv = ({ rows }: DataFile): string => `id,v,g\n${rows.map((row) => `${row.join(',')}\n`).join('')}`;

function sql(model: RandomModel): string {
  const word = (text: string) => (model.looks % 2 === 0 ? text : text.toUpperCase());
  const comment = model.looks === 0 ? '' : `-- looks ${model.looks}\n`;
  const config: string[] = [
    `materialized='${model.materialized === 'parquet' ? 'table' : model.materialized}'`,
  ];
  if (model.materialized === 'parquet') config.push("format='parquet'", "partition_by=['g']");
  // All rows have the same key, so that each run replaces all of them: what comes out does not depend on the past.
  if (model.materialized === 'incremental')
    config.push("unique_key='part'", "incremental_strategy='delete+insert'");
  if (model.schema !== undefined) config.push(`schema='${model.schema}'`);
  if (model.alias !== undefined) config.push(`alias='${model.alias}'`);
  if (model.hook && model.materialized === 'table')
    config.push(`post_hook="comment on table {{ this }} is '${model.number}'"`);
  // A table that becomes incremental is added to, and has to have the key then.
  const extra = ', 1 as part';
  const always =
    model.materialized === 'incremental'
      ? "\nunion all by name select -1 as id, 0 as v, 'none' as g, 1 as part"
      : '';
  return `${comment}{{ config(${config.join(', ')}) }}
${word('select')} id::bigint as id, v::bigint as v, g::varchar as g${extra}
${' '.repeat(model.looks % 5)}${word('from')} (${query(model)}) as q${always}
`;
}

function query({ shape, number, parents: [one, other] }: RandomModel): string {
  const from = `{{ ${one} }}`;
  switch (shape) {
    case 'filter':
      return `select id, v, g from ${from} where v > ${number}`;
    case 'aggregate':
      return `select min(id) as id, sum(v) + ${number} as v, g from ${from} group by g`;
    case 'union':
      return `select id, v, g from ${from} union all select id, v + ${number}, g from {{ ${other} }}`;
    case 'join':
      return `select a.id, a.v + coalesce(b.v, ${number}) as v, a.g from ${from} a left join (select g, max(v) as v from {{ ${other} }} group by g) b on a.g = b.g`;
    case 'macro':
      return `select id, {{ scaled('v') }} as v, g from ${from}`;
    case 'nested macro':
      return `select id, {{ deep('v') }} as v, g from ${from}`;
    case 'var':
      return `select id, v + {{ var('by') }} as v, g from ${from}`;
    case 'env':
      return `select id, v + {{ env_var('BY') }} as v, g from ${from}`;
    case 'division':
      return `select id, v / 2 * 2 as v, g from ${from}`;
    case 'clock':
      return `select id, v + (case when now() > timestamptz '2000-01-01' then ${number} else 0 end) as v, g from ${from}`;
    case 'loop':
      return `{% for part in ['a', 'b'] %}select id, v + ${number} as v, g from ${from} where g = '{{ part }}'{% if not loop.last %} union all {% endif %}{% endfor %}`;
  }
}
