import * as z from 'zod/mini';
import { once } from './late.ts';
import { configSchemas } from './node-config.ts';
import {
  about,
  anyMapping,
  anything,
  choice,
  count,
  flag,
  list,
  mappingOf,
  optionalKeys,
  text,
  texts,
} from './shapes.ts';

const name = (what: string) => about(text(), `The name of the ${what}.`);
const description = () => about(text(), 'What it is, in Markdown.');
const config = <S extends z.ZodMiniType>(schema: S) =>
  about(schema, 'Its configs; they win over those of project.yml.');

/** A test: its name, or a mapping of its name to its arguments. */
const dataTest = () => z.union([z.string(), mappingOf(anything())]);
const dataTests = () => about(list(dataTest()), 'Data tests: a name, or a name with arguments and configs.');

const tests = () => ({ data_tests: dataTests(), tests: about(list(dataTest()), 'The same as data_tests.') });

/** `name` is needed, the rest is not. */
function named<S extends Readonly<Record<string, z.ZodMiniType>>>(what: string, shape: S) {
  return z.strictObject({ name: name(what), ...optionalKeys(shape).shape });
}

const column = () =>
  named('column', {
    description: description(),
    data_type: about(text(), 'Its type, as the engine writes it. Sources that are files are read with it.'),
    quote: about(flag(), 'Whether its name is quoted in the tests.'),
    tags: about(texts(), 'Words to select its tests by.'),
    meta: about(anyMapping(), 'Values of your own.'),
    config: about(
      optionalKeys({
        tags: about(texts(), 'Words to select its tests by.'),
        meta: about(anyMapping(), 'Values of your own.'),
      }),
      'Its tags and meta, where dbt has them since 1.10.',
    ),
    ...tests(),
  });
const columns = () => about(list(column()), 'Its columns: descriptions, types, tests.');

/** Keys that dbt takes beside `config:` as well. */
const besideConfig = () => ({
  meta: about(anyMapping(), 'Values of your own.'),
  docs: about(anyMapping(), 'How the documentation shows it.'),
});

const model = () =>
  named('model', {
    description: description(),
    config: config(configSchemas.models),
    columns: columns(),
    ...tests(),
    ...besideConfig(),
    access: about(choice('private', 'protected', 'public'), 'Who may ref it.'),
    group: about(text(), 'The group it belongs to.'),
  });

const seed = () =>
  named('seed', {
    description: description(),
    config: config(configSchemas.seeds),
    columns: columns(),
    ...tests(),
    ...besideConfig(),
  });

const other = (what: string) =>
  named(what, {
    description: description(),
    config: config(anyMapping()),
    columns: columns(),
    ...tests(),
    ...besideConfig(),
  });

const singularTest = () =>
  named('test', {
    description: description(),
    config: config(configSchemas.tests),
    meta: about(anyMapping(), 'Values of your own.'),
  });

const limit = () =>
  optionalKeys({
    count: about(count(1), 'How many.'),
    period: about(choice('minute', 'hour', 'day'), 'Of what.'),
  });
const freshness = () =>
  about(
    optionalKeys({
      warn_after: about(limit(), 'The age from which it is a warning.'),
      error_after: about(limit(), 'The age from which it is an error.'),
      filter: about(text(), 'A condition on the rows that are looked at.'),
    }),
    'How old its newest row may be.',
  );

const fileKeys = () => ({
  files: about(
    texts(),
    'The files it is read from: a path relative to the project, a glob, an URL. {name} is the name of the table.',
  ),
  format: about(
    choice('csv', 'json', 'ndjson', 'lines', 'parquet'),
    'The format of the files, where their names do not tell; with lines, each line is a row.',
  ),
  options: about(
    mappingOf(anything()),
    "Options of DuckDB's reader, such as header, delim, dateformat, nullstr.",
  ),
  surplus_column: about(
    text(),
    'CSV: reads lines of any length. Short ones end in nulls, the first field beyond the columns comes in a column of this name.',
  ),
});
const sourceCommon = () => ({
  description: description(),
  config: config(configSchemas.sources),
  loader: about(text(), 'What loads it, in words.'),
  loaded_at_field: about(text(), 'The column that says when a row was loaded.'),
  freshness: freshness(),
  tags: about(texts(), 'Words to select it by.'),
  ...besideConfig(),
  ...fileKeys(),
});

const sourceTable = () =>
  named('table', {
    ...sourceCommon(),
    identifier: about(text(), 'The name of the relation, when it is not the name of the table.'),
    columns: columns(),
    ...tests(),
  });

const source = () =>
  named('source', {
    ...sourceCommon(),
    schema: about(text(), 'The schema its tables are in; otherwise its name.'),
    database: about(text(), 'The attached database its tables are in.'),
    tables: about(list(sourceTable()), 'Its tables.'),
  });

const macro = () =>
  named('macro', {
    description: description(),
    config: config(anyMapping()),
    ...besideConfig(),
    arguments: about(
      list(named('argument', { type: about(text(), 'Its type, in words.'), description: description() })),
      'What it takes.',
    ),
  });

const exposure = () =>
  named('exposure', {
    label: about(text(), 'Its name for people.'),
    type: about(choice('dashboard', 'notebook', 'analysis', 'ml', 'application'), 'What it is.'),
    maturity: about(choice('high', 'medium', 'low'), 'How far it can be relied on.'),
    url: about(text(), 'Where it is.'),
    description: description(),
    depends_on: about(list(text()), "What it uses: ref('model'), source('source', 'table')."),
    owner: about(
      optionalKeys({ name: about(text(), 'A name.'), email: about(text(), 'An address.') }),
      'Who to ask.',
    ),
    config: config(anyMapping()),
    tags: about(texts(), 'Words to select it by.'),
    ...besideConfig(),
  });

/** A properties file, which is every .yml file below the folders of the project. */
export const propertiesSchema = once(() =>
  optionalKeys({
    version: about(z.literal(2), 'Always 2; may be left out.'),
    models: about(list(model()), 'Models that are described, configured and tested.'),
    seeds: about(list(seed()), 'Seeds that are described, configured and tested.'),
    snapshots: about(list(other('snapshot')), 'Snapshots that are described, configured and tested.'),
    analyses: about(list(other('analysis')), 'Analyses that are described.'),
    sources: about(list(source()), 'Data that the project reads and does not make: tables, files.'),
    macros: about(list(macro()), 'Macros that are described.'),
    data_tests: about(
      list(singularTest()),
      'Singular tests, the .sql files, that are described and configured.',
    ),
    exposures: about(list(exposure()), 'What uses the models: dashboards, notebooks, applications.'),
  }),
);
