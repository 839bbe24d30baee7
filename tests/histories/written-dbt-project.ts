import type { RandomProject } from './random-project.ts';
import { commonFiles } from './written-project.ts';

/** The files of the same project as one of dbt, by path. There are no stored tables, which dbt does not have. */
export function writtenDbtProject(project: RandomProject): ReadonlyMap<string, string> {
  const models = project.models.map((model) =>
    model.materialized === 'parquet' ? { ...model, materialized: 'table' as const } : model,
  );
  return new Map([
    ['dbt_project.yml', `name: histories\nprofile: histories\nvars: { by: ${project.vars} }\n`],
    ['profiles.yml', profiles(project)],
    ['models/sources.yml', sources(project)],
    ['tests/generic/accepted_range.sql', acceptedRange],
    ...commonFiles({ ...project, models }),
  ]);
}

const profiles = ({ wholeDivision }: RandomProject) => `histories:
  target: dev
  outputs:
${['dev', 'scratch']
  .map(
    (name) =>
      `    ${name}: { type: duckdb, path: ${name}.duckdb, threads: 2, settings: { integer_division: ${wholeDivision} } }\n`,
  )
  .join('')}`;

const columns = "{'id': 'bigint', 'v': 'bigint', 'g': 'varchar'}";

const sources = (project: RandomProject) => `sources:
  - name: warehouse
    schema: raw
    tables:
      - name: raw
  - name: files
    tables:
${[...project.sources.keys()]
  .map(
    (name) =>
      `      - { name: ${name}, config: { meta: { external_location: "read_csv('data/${name}/*.csv', columns = ${columns})" } } }\n`,
  )
  .join('')}`;

const acceptedRange = `{% test accepted_range(model, column_name, min, max) %}
select * from {{ model }} where not {{ column_name }} between {{ min }} and {{ max }}
{% endtest %}
`;
