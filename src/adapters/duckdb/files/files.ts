import type { FileFormat, OptionValue } from '../../../project/index.ts';
import { literal, quote } from '../identifiers.ts';
import { optionLiteral } from '../literals.ts';

/**
 * The FROM-clause expression that reads files. Declared types are enforced: a value that does not fit, and a
 * declared column that is not there, are errors. Columns that are not declared keep the type that DuckDB finds.
 */
export function files(paths: readonly string[], format: FileFormat): string {
  switch (format.format) {
    case 'csv':
      return csv(paths, format);
    case 'json':
    case 'ndjson':
      return json(paths, format);
    case 'lines':
      return lines(paths, format);
    case 'parquet':
      return parquet(paths, format);
  }
}

type Options = Readonly<Record<string, OptionValue>>;

/**
 * What a CSV file is unless its options say otherwise. Left to guess, DuckDB reads a file with one ragged row as
 * a single column, leaves out all the rows above it, or takes rows that begin with # for comments, without a word.
 */
const csvDefaults: Options = { header: true, delim: ',', quote: '"', escape: '"', skip: 0, comment: '' };

const csvSynonyms: Readonly<Record<string, string>> = { sep: 'delim', delimiter: 'delim' };

function csv(paths: readonly string[], format: FileFormat): string {
  const options: Record<string, OptionValue> = {};
  if (format.options.auto_detect !== true) Object.assign(options, csvDefaults);
  for (const [name, value] of Object.entries(format.options)) options[csvSynonyms[name] ?? name] = value;
  if (format.surplusColumn !== undefined) return ragged(paths, format, format.surplusColumn, options);
  if (format.columns.length === 0) return call('read_csv', paths, options);
  // `columns` goes by position and ignores the header, so it is only for files that have none.
  const declared = options.header === false ? 'columns' : 'types';
  return call('read_csv', paths, { ...options, [declared]: declaredTypes(format) });
}

/**
 * Lines of any length, by position. Without quotes nothing can be lost, so that any surplus is let pass; with them,
 * DuckDB's lenient mode would take all the lines after a quote that is never closed for one value.
 */
function ragged(
  paths: readonly string[],
  { columns }: FileFormat,
  surplus: string,
  options: Options,
): string {
  const types = [...columns, { name: surplus, type: 'varchar' }];
  return call('read_csv', paths, {
    ...smallBuffers(options),
    ...options,
    auto_detect: false,
    null_padding: true,
    ...(options.quote === '' && { escape: '', strict_mode: false }),
    columns: Object.fromEntries(types.map(({ name, type }) => [name, type])),
  });
}

/**
 * DuckDB's own buffers are 32 MB a thread and more, out of the memory_limit; these are as fast. Longer lines than usual
 * need larger ones.
 */
const smallBuffers = (options: Options): Options =>
  options.max_line_size === undefined ? { buffer_size: 4_000_000 } : {};

/** A line a row, in the column `line`, whatever is in it. */
function lines(paths: readonly string[], { options }: FileFormat): string {
  const nothing = { delim: '', quote: '', escape: '', comment: '' };
  return call('read_csv', paths, {
    header: false,
    ...smallBuffers(options),
    ...options,
    ...nothing,
    auto_detect: false,
    columns: { line: 'varchar' },
  });
}

/** With declared columns only these are read; a key that a record lacks is null. */
function json(paths: readonly string[], format: FileFormat): string {
  const options: Record<string, OptionValue> = {};
  if (format.format === 'ndjson') options.format = 'newline_delimited';
  Object.assign(options, format.options);
  if (format.columns.length > 0) options.columns = declaredTypes(format);
  return call('read_json', paths, options);
}

function parquet(paths: readonly string[], format: FileFormat): string {
  const read = call('read_parquet', paths, format.options);
  if (format.columns.length === 0) return read;
  const casts = format.columns.map(
    (column) => `cast(${quote(column.name)} as ${column.type}) as ${quote(column.name)}`,
  );
  return `(select * replace (${casts.join(', ')}) from ${read})`;
}

const declaredTypes = (format: FileFormat): OptionValue =>
  Object.fromEntries(format.columns.map((column) => [column.name, column.type]));

function call(name: string, paths: readonly string[], options: Options): string {
  const from = paths.length === 1 ? literal(paths[0]!) : `[${paths.map(literal).join(', ')}]`;
  const named = Object.entries(options).map(([key, value]) => `, ${key}=${optionLiteral(value)}`);
  return `${name}(${from}${named.join('')})`;
}
