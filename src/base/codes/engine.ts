import type { CodeText } from './code-text.ts';

/** A5xxx: the database and the SQL it was given. */
export const engine = {
  A5001: {
    title: 'SQL syntax',
    explanation:
      'DuckDB could not parse the SQL of a model, test or hook. The place is shown in the file it was written in; the whole SQL that was sent stands in the compiled file.',
  },
  A5003: {
    title: 'Unknown column or function',
    explanation:
      'The SQL names a column, function or type that is not there. Check the spelling against what the relation has, which the message lists where DuckDB knows it.',
  },
  A5004: {
    title: 'Missing relation',
    explanation:
      'The SQL reads a table or view that is not in the warehouse. Relations of the project are named with ref() and source(), so that they are built first.',
  },
  A5005: {
    title: 'Value does not fit',
    explanation:
      'A value could not be turned into the type it should have. try_cast() gives null instead; a data test can then count them.',
  },
  A5006: {
    title: 'Constraint violated',
    explanation: 'A row broke a constraint of the table that it was written to.',
  },
  A5007: {
    title: 'Source file',
    explanation:
      'A file that a source or seed reads is missing, empty, or not in the format that was declared. The message gives file, line and column where DuckDB knows them.',
  },
  A5008: {
    title: 'Out of memory',
    explanation:
      'A statement needed more than the memory limit of the target and could not spill to disk. Raise memory_limit, lower threads, or make the model smaller steps.',
  },
  A5009: {
    title: 'Disk full',
    explanation:
      'The disk that holds the warehouse, its temporary files or the Parquet files has no room left. What readers see is unchanged.',
  },
  A5010: {
    title: 'Interrupted',
    explanation: 'The statement was stopped because the run was. What readers see is unchanged.',
  },
  A5011: {
    title: 'Warehouse in use',
    explanation:
      'Another process has the database file open, and DuckDB lets one process at a time write to it. Close that process, or wait for it with --wait.',
  },
  A5012: {
    title: 'Warehouse of a newer DuckDB',
    explanation:
      'The database file was written by a newer version of DuckDB than the one Assay carries. Update Assay, or name another path in the target.',
  },
  A5013: {
    title: 'Warehouse cannot be opened',
    explanation: 'The path of the target is not a DuckDB database, or cannot be created or written.',
  },
  A5014: {
    title: 'Extension',
    explanation: 'An extension that the target names could not be installed or loaded.',
  },
  A5015: {
    title: 'Database error',
    explanation: 'DuckDB refused a statement for another reason, given in its own words.',
  },
  A5020: {
    title: 'Model gives no table',
    explanation: 'The SQL of a model is empty, has columns of the same name, or is not a single SELECT.',
  },
  A5021: {
    title: 'Columns changed',
    explanation:
      'An incremental model no longer gives the columns that its table has. Rebuild it with --full-refresh, or set on_schema_change.',
  },
  A5022: {
    title: 'Not published',
    explanation:
      'Models were built and passed their tests, but could not be put in place of the versions before. Those are unchanged.',
  },
  A5023: {
    title: 'Several added rows of one key',
    explanation:
      'A model with the strategy merge gave several rows with the same unique_key. A merge updates a row once, so which of them would be kept is a matter of luck. Nothing was changed. Keep one row of each key in the query, or use the strategy delete+insert, which keeps all of them.',
  },
  A5024: {
    title: 'Config that does not fit the model',
    explanation:
      'unique_key or partition_by names a column that the query of the model does not give, or the model has a config that is not followed yet (merge_update_columns, merge_exclude_columns, and incremental_predicates with another strategy than replace_where).',
  },
  A5025: {
    title: 'Added rows outside of what is replaced',
    explanation:
      'A model with the strategy replace_where gave rows that its incremental_predicates are not true for. The next run would not replace but add them again. Nothing was changed. Give the query the same condition in its WHERE.',
  },
  A5026: {
    title: 'Folder of another database',
    explanation:
      'A model is to be stored as Parquet files in a folder that holds the files of another database: that of another target, or of another project. Two databases cannot share one, since each removes what it does not read any more, and the link current can show the data of one only. Give one of the targets a parquet_root of its own. Which database a folder belongs to is written in the file warehouse.json in it; if that database is gone, its file too, the folder goes to the next one that builds there.',
  },
  A5027: {
    title: 'Files of another database stay',
    explanation:
      'The folder of a model that is stored as Parquet files has versions that this database did not write, such as when its file was removed and made anew, or moved. Whoever has the file from before still reads them, so they are not removed. If nobody does, remove them yourself: all folders beside the one that the link current shows. Nothing is wrong with what was built.',
  },
  A5028: {
    title: 'Added rows without a key',
    explanation:
      'An incremental model gave rows with a null in a column of its unique_key. A null equals nothing, as in dbt and in every database, so such a row replaces none, and each run that gives it adds it once more. Leave these rows out of the query, or make a key of them with coalesce(). A not_null test on the columns of the key keeps them from being published.',
  },
  A5030: {
    title: 'State of a newer Assay',
    explanation:
      'The schema _assay in the warehouse was written by a newer version of Assay. Update Assay, or build into another warehouse.',
  },
  A5031: {
    title: 'Run not recorded',
    explanation:
      'The run went as reported, and at its end what it did could not be written into the schema _assay of the warehouse, such as for a full disk. Nothing is wrong with the data: the next run builds and tests again what it could have reused.',
  },
  A5032: {
    title: 'State that cannot be read',
    explanation:
      'The schema _assay in the warehouse, where Assay records what it has built, is not as it left it: a table or column is gone, or has another type. Drop the schema, and everything is built once more and recorded anew; the tables of the project stay as they are.',
  },
} as const satisfies Record<string, CodeText>;
