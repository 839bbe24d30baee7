import * as z from 'zod/mini';
import { late } from './late.ts';
import { anyMapping, anything, flag, list, scalar, text, texts } from './shapes.ts';

// The types of the configs that dbt knows. null is as if the key were not there.

const hook = () => z.union([z.string(), anyMapping(), list(z.union([z.string(), anyMapping()]))]);

const everything = () => ({ enabled: flag(), tags: texts(), meta: anyMapping(), group: text() });

const node = () => ({
  ...everything(),
  schema: text(),
  alias: text(),
  database: text(),
  materialized: text(),
  'pre-hook': hook(),
  'post-hook': hook(),
  incremental_strategy: text(),
  persist_docs: anyMapping(),
  quoting: anyMapping(),
  column_types: anyMapping(),
  full_refresh: flag(),
  unique_key: texts(),
  on_schema_change: text(),
  on_configuration_change: text(),
  grants: anyMapping(),
  packages: list(text()),
  docs: anyMapping(),
  contract: anyMapping(),
  access: text(),
  event_time: anything(),
});

export const dbtConfigShapes = late({
  models: node,
  seeds: () => ({ ...node(), delimiter: text(), quote_columns: flag() }),
  sources: () => ({ enabled: flag(), tags: texts(), meta: anyMapping() }),
  tests: () => ({
    ...everything(),
    schema: text(),
    alias: text(),
    database: text(),
    severity: z.string().check(z.regex(/^(warn|error)$/i, "'error' or 'warn'")),
    where: text(),
    limit: z.union([z.int(), z.string().check(z.regex(/^\s*[-+]?\d+\s*$/, 'a whole number'))]),
    warn_if: text(),
    error_if: text(),
    fail_calc: text(),
    store_failures: flag(),
    store_failures_as: z.enum(['ephemeral', 'table', 'view']),
    sql_header: scalar(),
  }),
});
