import { resolve } from 'node:path';
import { PyDict, TemplateError, toText, truthy, type Value } from '../../../template/index.ts';
import { Relation } from '../../objects/relation.ts';
import type { Rendering } from '../rendering.ts';
import { execute } from './execute-statement.ts';
import type { AdapterMethods } from './methods.ts';

const compressions: Readonly<Record<string, string>> = { '.gz': 'gzip', '.zst': 'zstd' };

const endingOf = (path: string): string => /[^/.](\.[^./]*)$/.exec(path)?.[1] ?? '';

/** What a file is written with, as COPY takes it; what is not said is taken from the file's name. */
function writeOptions(location: string, options: PyDict): string {
  if (!options.has('format')) {
    let ending = endingOf(location);
    const compression = compressions[ending.toLowerCase()];
    if (compression !== undefined) ending = endingOf(location.slice(0, -ending.length));
    if (ending !== '') {
      options.set('format', ending.slice(1).toLowerCase());
      if (compression !== undefined && !options.has('compression')) options.set('compression', compression);
    } else options.set('format', options.has('delimiter') ? 'csv' : 'parquet');
  }
  if (options.get('format') === 'csv' && !options.has('header')) options.set('header', 1);
  const partition = options.get('partition_by');
  if (partition !== undefined) {
    const text = toText(partition);
    if (text.includes(',') && !text.startsWith('(')) options.set('partition_by', `(${text})`);
  }
  const quoted = new Set(['delimiter', 'quote', 'escape', 'null']);
  return [...options.pairs()]
    .map(([key, value]) => {
      const [name, text] = [toText(key), toText(value)];
      return quoted.has(name.toLowerCase()) && !text.startsWith("'")
        ? `${name} '${text}'`
        : `${name} ${text}`;
    })
    .join(', ');
}

/** Where what was written is read again: below the folder, if there are several files. */
function readLocation(location: string, options: PyDict): string {
  const partition = options.get('partition_by');
  const isParted = partition !== undefined && truthy(partition);
  if (!isParted && !truthy(options.get('per_thread_output') ?? false)) return location;
  const folders = isParted
    ? toText(partition)
        .split(',')
        .map(() => '*')
    : [];
  return `${[location, '*', ...folders].join('/')}.${toText(options.get('format') ?? 'parquet')}`;
}

const optionsOf = (value: Value | undefined): PyDict => (value instanceof PyDict ? value : new PyDict());

function seedPath(rendering: Rendering, model: Value | undefined): string {
  const of = (key: string): string => toText((model instanceof PyDict ? model.get(key) : undefined) ?? '');
  return resolve(of('root_path') || rendering.settings.project.root, of('original_file_path'));
}

const isDucklake = (rendering: Rendering, relation: Value | undefined): boolean =>
  relation instanceof Relation &&
  (rendering.settings.project.target.profile?.ducklakes ?? []).includes(relation.fields.path.database ?? '');

const refused = (what: string) => (): never => {
  throw new TemplateError('A3032', `Assay does not run ${what}`, 'it is for Python, which is not there');
};

const escaped = (value: Value | undefined): string => toText(value ?? '').replaceAll("'", "''");

/** What adapter has of DuckDB: files, plugins, DuckLake. */
export const fileMethods: AdapterMethods = {
  external_root: ['', (rendering) => rendering.settings.project.target.profile?.externalRoot ?? '.'],
  external_write_options: [
    'write_location rendered_options',
    (_rendering, [location, options]) => writeOptions(toText(location!), optionsOf(options)),
  ],
  external_read_location: [
    'write_location rendered_options',
    (_rendering, [location, options]) => readLocation(toText(location!), optionsOf(options)),
  ],
  location_exists: [
    'location',
    (rendering, [location]) =>
      rendering.effects.attempt(
        () => {
          const sql = `select 1 from '${toText(location!)}' where 1=0`;
          return execute(rendering, { sql, begin: false, fetch: true }).table.length() >= 0;
        },
        () => true,
      ) ?? false,
  ],
  get_seed_file_path: ['model', (rendering, [model]) => seedPath(rendering, model)],
  get_binding_char: ['', () => '?'],
  convert_datetimes_to_strs: ['table', (_rendering, [table]) => table ?? null],
  escape_sql_string: ['value', (_rendering, [value]) => escaped(value)],
  is_motherduck: ['', () => false],
  is_ducklake: ['relation', (rendering, [relation]) => isDucklake(rendering, relation)],
  use_ducklake_table_workarounds: ['relation', () => false],
  disable_transactions: ['', ({ settings }) => settings.project.target.profile?.disableTransactions ?? false],
  use_database: ['', ({ settings }) => settings.project.target.profile?.database ?? null],
  warn_once: [
    'msg',
    (rendering, [message]) => {
      rendering.warn(toText(message ?? ''), true);
      return null;
    },
  ],
  store_relation: ['*', refused('dbt-duckdb plugins')],
  load_source: ['*', refused('dbt-duckdb plugins')],
  submit_python_job: ['*', refused('Python models')],
};
