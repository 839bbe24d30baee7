import { basename } from 'node:path';

/**
 * The generated project as one of SQLMesh's: the same SQL in the same Jinja, where `ref()` is the name of the relation,
 * a model's head says what config and properties say, and its audits are the same three tests.
 */
export function asSqlMesh(files: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const made = new Map([
    ['config.yaml', config],
    ['models/raw_events.sql', seed],
  ]);
  for (const [path, text] of files) {
    if (path.startsWith('models/') && path.endsWith('.sql')) made.set(path, model(path, text));
    else if (path.startsWith('macros/')) made.set(path, `JINJA_MACRO_BEGIN;\n${text}JINJA_END;\n`);
    else if (path.startsWith('seeds/')) made.set(path, text);
  }
  return made;
}

function model(path: string, text: string): string {
  const name = basename(path, '.sql');
  const layer = layerOf(name);
  const key = layer === 'gold' ? 'customer_id' : 'event_id';
  const sql = text
    .replace(/\{\{ config\(.*\) \}\}/, '')
    .replaceAll(/\{\{ ref\('(\w+)'\) \}\}/g, (_, ref: string) => `${layerOf(ref)}.${ref}`);
  return `MODEL (
  name ${layer}.${name},
  kind FULL,
  audits (
    not_null(columns := (${key})),
    unique_values(columns := (${key})),
    accepted_values(column := kind, is_in := ('view', 'cart', 'order', 'refund'))
  )
);

JINJA_QUERY_BEGIN;
${sql.trimStart()}JINJA_END;
`;
}

const layerOf = (model: string): string => model.slice(0, model.indexOf('_'));

const seed = `MODEL (
  name raw.raw_events,
  kind SEED (path '../seeds/raw_events.csv'),
  columns (event_id BIGINT, customer_id BIGINT, kind TEXT, amount DOUBLE, happened_on DATE)
);
`;

const config = `gateways:
  dev:
    connection:
      type: duckdb
      database: warehouse.duckdb
default_gateway: dev
model_defaults:
  dialect: duckdb
  start: 2024-01-01
variables:
  currency: EUR
  smallest_amount: 0
`;
