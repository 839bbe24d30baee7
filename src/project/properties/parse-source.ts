import { collect, error, fail, ok, type Result } from '../../base/index.ts';
import type { YamlMapping } from '../yaml/value.ts';
import { declared, parseColumn, texts } from './parse-node.ts';
import { parseTests } from './parse-test.ts';
import type {
  Freshness,
  FreshnessLimit,
  SourceFiles,
  SourceProperties,
  SourceTableProperties,
} from './properties.ts';
import type { Section } from './section.ts';

export function parseSource(source: Section): Result<SourceProperties> {
  const tables = collect(source.items('tables').map((table) => parseTable(source, table)));
  if (!tables.ok) return tables;
  return ok({
    ...declared(source),
    ...texts(source, ['schema', 'database']),
    loader: source.text('loader') ?? '',
    config: source.config(source.spelling.beside.source),
    tables: tables.value,
    ...texts(source, ['overrides']),
  });
}

function parseTable(source: Section, table: Section): Result<SourceTableProperties> {
  const files = parseFiles(source, table);
  if (!files.ok) return files;
  const loadedAtField = table.text('loaded_at_field') ?? source.text('loaded_at_field');
  const freshness = parseFreshness(table, source);
  return ok({
    ...declared(table),
    ...texts(table, ['identifier', 'loader']),
    config: table.config(table.spelling.beside.source),
    columns: table.items('columns').map(parseColumn),
    tests: parseTests(table),
    quoting: { ...quoting(source), ...quoting(table) },
    ...external(table),
    ...(files.value === undefined ? {} : { files: files.value }),
    ...(loadedAtField === undefined ? {} : { loadedAtField }),
    ...(freshness === undefined ? {} : { freshness }),
  });
}

function parseFiles(source: Section, table: Section): Result<SourceFiles | undefined> {
  const given = table.texts('files') ?? source.texts('files');
  if (given === undefined) return ok(undefined);
  const name = table.text('name') ?? '';
  const paths = given.map((path) => path.replaceAll('{name}', name));
  const declaredFormat = table.text('format') ?? source.text('format');
  const format = (declaredFormat ?? formatOf(paths)) as SourceFiles['format'] | undefined;
  if (format === undefined)
    return fail(
      error('A1040', `the format of the source table '${name}' does not follow from '${paths[0] ?? ''}'`, {
        location: 'files' in table.value ? table.locate('files') : table.locate(),
        hint: 'say it with format: csv, json, ndjson, lines or parquet',
      }),
    );
  const options: YamlMapping = {
    ...(paths.every((path) => /\.tsv(\.(gz|zst))?$/i.test(path)) && format === 'csv' && { delim: '\t' }),
    ...source.mapping('options'),
    ...table.mapping('options'),
  };
  const surplusColumn = table.text('surplus_column') ?? source.text('surplus_column');
  if (surplusColumn !== undefined && format !== 'csv')
    return fail(
      error('A1011', `surplus_column is for CSV files, and those of '${name}' are ${format}`, {
        location: ('surplus_column' in table.value ? table : source).locate('surplus_column'),
        hint: 'take it out',
      }),
    );
  return ok({ paths, format, options, ...(surplusColumn === undefined ? {} : { surplusColumn }) });
}

const extensions: Readonly<Record<string, SourceFiles['format']>> = {
  csv: 'csv',
  tsv: 'csv',
  txt: 'csv',
  json: 'json',
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  parquet: 'parquet',
};

/** The format that all the names agree on. */
function formatOf(paths: readonly string[]): SourceFiles['format'] | undefined {
  const formats = new Set(
    paths.map((path) => {
      const bare = path
        .toLowerCase()
        .replace(/[?#].*$/, '')
        .replace(/\.(gz|zst)$/, '');
      return extensions[/\.([a-z]+)$/.exec(bare)?.[1] ?? ''];
    }),
  );
  return formats.size === 1 ? [...formats][0] : undefined;
}

/** dbt's rule: what the table says of freshness, else what its source says; `freshness: null` turns it off. */
function parseFreshness(table: Section, source: Section): Freshness | undefined {
  if (table.value.freshness === null) return undefined;
  const section = table.section('freshness') ?? source.section('freshness');
  if (section === undefined) return undefined;
  const limit = (key: string): FreshnessLimit | undefined => {
    const { count, period } = section.mapping(key) ?? {};
    return typeof count === 'number' && typeof period === 'string'
      ? { count, period: period as FreshnessLimit['period'] }
      : undefined;
  };
  const warnAfter = limit('warn_after');
  const errorAfter = limit('error_after');
  return {
    ...(warnAfter === undefined ? {} : { warnAfter }),
    ...(errorAfter === undefined ? {} : { errorAfter }),
    ...texts(section, ['filter']),
  };
}

function quoting(section: Section): SourceTableProperties['quoting'] {
  const given: { database?: boolean; schema?: boolean; identifier?: boolean } = {};
  for (const part of ['database', 'schema', 'identifier'] as const) {
    const quoted = section.mapping('quoting')?.[part];
    if (typeof quoted === 'boolean') given[part] = quoted;
  }
  return given;
}

function external(table: Section): Pick<SourceTableProperties, 'external'> {
  const value = table.mapping('external');
  return value === undefined ? {} : { external: value };
}
