import * as z from 'zod/mini';
import { late } from './late.ts';
import {
  about,
  anyMapping,
  choice,
  count,
  flag,
  list,
  mappingOf,
  optionalKeys,
  text,
  texts,
} from './shapes.ts';

const hookMapping = () =>
  optionalKeys({
    sql: about(text(), 'The SQL to run.'),
    transaction: about(flag(), 'Whether it runs in the transaction of the node.'),
  });
const hook = () => z.union([z.string(), hookMapping(), list(z.union([z.string(), hookMapping()]))]);

const docs = () =>
  optionalKeys({
    show: about(flag(), 'Whether the documentation shows it.'),
    node_color: about(text(), 'Its colour in the graph of the documentation.'),
  });

const everything = () => ({
  enabled: about(flag(), 'Whether it is part of the project; a disabled one is as if it were not there.'),
  tags: about(texts(), 'Words to select it by, with tag:. They add up over all places that give some.'),
  meta: about(anyMapping(), 'Values of your own. They are merged over all places that give some.'),
});

const relation = () => ({
  schema: about(text(), "The schema it is built in. The target's schema_prefix is put before it."),
  alias: about(text(), 'The name of its relation, when it is not the name of the file.'),
  database: about(text(), 'The attached database it is built in.'),
  'pre-hook': about(hook(), 'SQL to run before it is built. Hooks add up over all places that give some.'),
  'post-hook': about(hook(), 'SQL to run after it is built. Hooks add up over all places that give some.'),
  full_refresh: about(
    flag(),
    'Whether it is rebuilt from nothing: true always, false never, not even with --full-refresh.',
  ),
  docs: about(docs(), 'How the documentation shows it.'),
  group: about(text(), 'The group it belongs to.'),
});

/** Every config key, in dbt's spelling, by the kind of resource that takes it. */
export const configShapes = late({
  models: () => ({
    ...everything(),
    materialized: about(text(), 'What becomes of its SQL: view, table, incremental or ephemeral.'),
    ...relation(),
    stable: about(
      flag(),
      'Whether it comes out the same each time whatever its functions and files say, so that it is reused.',
    ),
    access: about(
      choice('private', 'protected', 'public'),
      'Who may ref it: its group, its project, everyone.',
    ),
    unique_key: about(
      texts(),
      'Incremental: the column or columns that tell which existing rows a new row replaces.',
    ),
    incremental_strategy: about(
      choice('append', 'delete+insert', 'merge', 'replace_where'),
      'Incremental: append adds rows, delete+insert and merge replace those with the same unique_key, replace_where those that incremental_predicates hold for.',
    ),
    on_schema_change: about(
      choice('ignore', 'fail', 'append_new_columns'),
      'Incremental: what to do when the columns of the query are no longer those of the table.',
    ),
    merge_update_columns: about(texts(), 'Merge: the only columns that a matching row updates.'),
    merge_exclude_columns: about(texts(), 'Merge: the columns that a matching row leaves as they are.'),
    incremental_predicates: about(
      texts(),
      'Incremental: conditions, in SQL, for the existing rows that replace_where replaces.',
    ),
    format: about(
      choice('table', 'parquet'),
      'How it is stored: as a table of the database, or as Parquet files.',
    ),
    partition_by: about(texts(), 'Parquet: the columns whose values make its folders.'),
  }),
  seeds: () => ({
    ...everything(),
    ...relation(),
    column_types: about(mappingOf(text()), 'The types of columns, where the file alone does not tell.'),
    delimiter: about(text(), 'What separates the values of a line; a comma otherwise.'),
    quote_columns: about(flag(), 'Whether the names of columns are taken as they are written.'),
  }),
  sources: () => ({
    ...everything(),
    stable: about(
      flag(),
      'Whether it never changes, so that what reads it is reused where Assay cannot look for itself.',
    ),
  }),
  tests: () => ({
    ...everything(),
    severity: about(
      choice('error', 'warn', 'ERROR', 'WARN'),
      'What failing rows are: an error, or only a warning.',
    ),
    where: about(text(), 'A condition: only the rows that it is true for are tested.'),
    limit: about(count(1), 'How many failing rows are asked for at most.'),
    warn_if: about(text(), "When the number of failures is a warning, such as '> 10'; otherwise '!= 0'."),
    error_if: about(text(), "When the number of failures is an error, such as '> 100'; otherwise '!= 0'."),
    fail_calc: about(text(), 'What counts as the number of failures; otherwise count(*).'),
    stable: about(
      flag(),
      'Whether its verdict is the same each time whatever its functions and files say, so that it is reused.',
    ),
    store_failures: about(flag(), 'Whether the failing rows are kept in a table.'),
    schema: about(text(), 'The schema of the table with the failing rows.'),
    alias: about(text(), 'The name of the table with the failing rows.'),
    database: about(text(), 'The attached database of the table with the failing rows.'),
    group: about(text(), 'The group it belongs to.'),
  }),
});

export const configSchemas = late({
  models: () => optionalKeys(configShapes.models),
  seeds: () => optionalKeys(configShapes.seeds),
  sources: () => optionalKeys(configShapes.sources),
  tests: () => optionalKeys(configShapes.tests),
});
