import type { EngineError, EngineResult } from '../../adapter/index.ts';
import { closest } from '../../base/index.ts';
import { fileError } from './files/file-errors.ts';

export const failure = (error: EngineError): { readonly ok: false; readonly error: EngineError } => ({
  ok: false,
  error,
});

export const success = <T>(value: T): EngineResult<T> => ({ ok: true, value });

type Kind = EngineError['kind'];

/** What DuckDB throws, taken apart: it writes JSON when `errors_as_json` is on, and text while opening. */
interface Raw {
  /** Such as `Binder` or `IO`. */
  readonly type: string;
  readonly message: string;
  readonly subtype: string;
  /** What kind of thing is missing, such as `Table`. */
  readonly missing: string;
  readonly candidates: string;
  readonly errno: string;
  readonly position: number | undefined;
}

/** The error in the seam's terms; `sql` is the text that the engine was given. */
export function normalize(thrown: unknown, sql: string): EngineError {
  const raw = read(thrown instanceof Error ? thrown.message : String(thrown));
  const kind = kindOf(raw);
  const candidates = candidatesOf(raw);
  const pid = kind === 'locked' ? /\(PID (\d+)\)/.exec(raw.message)?.[1] : undefined;
  const offset = raw.position === undefined ? undefined : utf16Offset(sql, raw.position, raw.subtype);
  return {
    kind,
    ...(kind === 'file' ? fileError(raw.message) : { message: sentence(raw) }),
    ...(offset === undefined ? {} : { offset }),
    ...(candidates.length === 0 ? {} : { candidates }),
    ...(pid === undefined ? {} : { pid: Number(pid) }),
  };
}

/** What DuckDB says, in full. */
export const errorText = (thrown: unknown): string =>
  read(thrown instanceof Error ? thrown.message : String(thrown)).message;

function read(text: string): Raw {
  const json = text.indexOf('{"exception_type"');
  const plain = /^(?:Failed to extract statements: )?(?:([A-Z][\w ]*?) Error: )?([\s\S]*)$/.exec(text);
  let fields: Readonly<Record<string, unknown>> = {};
  try {
    if (json >= 0) fields = JSON.parse(text.slice(json)) as Record<string, unknown>;
  } catch {
    // Not JSON after all: the text is the message.
  }
  const field = (name: string): string => (typeof fields[name] === 'string' ? fields[name] : '');
  const position = field('position');
  return {
    type: field('exception_type') || (plain?.[1] ?? ''),
    message: (field('exception_message') || (plain?.[2] ?? text)).replace(/\n+LINE \d+: [\s\S]*$/, ''),
    subtype: field('error_subtype'),
    missing: field('type'),
    candidates: field('candidates'),
    errno: field('errno'),
    position: position === '' ? undefined : Number(position),
  };
}

const byType: Readonly<Record<string, Kind>> = {
  Parser: 'syntax',
  Syntax: 'syntax',
  Binder: 'binding',
  Conversion: 'conversion',
  'Out of Range': 'conversion',
  'Mismatch Type': 'conversion',
  Constraint: 'constraint',
  'Out of Memory': 'out_of_memory',
  INTERRUPT: 'interrupted',
  'Extension Autoloading': 'extension',
  'Missing Extension': 'extension',
  HTTP: 'file',
};

/** In this order: the words say more than the type does. */
const byWords: readonly (readonly [RegExp, Kind])[] = [
  [/No space left on device|max_temp_directory_size/, 'disk_full'],
  [/Could not set lock on file/, 'locked'],
  [/Trying to read a database file with version number/, 'version'],
  [/not a valid DuckDB database|Corrupt database file/, 'unopenable'],
  [/Failed to (download|install) extension|^Extension ".*" not found|could not be loaded/, 'extension'],
  [/CSV Error on Line|Error when sniffing file|^COLUMN_TYPES error/, 'file'],
  [/Malformed JSON in file|JSON transform error in file|in file "[^"]+"/, 'file'],
  [/No magic bytes|too small to be a Parquet file|Parquet file/, 'file'],
  [/No files found that match|Cannot open file|Could not (read|write)|Failed to create directory/, 'file'],
  [/constraint violation/, 'constraint'],
];

function kindOf(raw: Raw): Kind {
  if (raw.errno === '28') return 'disk_full';
  for (const [words, kind] of byWords) if (words.test(raw.message)) return kind;
  if (raw.type === 'Catalog') {
    if (raw.subtype === 'ENTRY_ALREADY_EXISTS') return 'other';
    const relation = /^(Table|View|Schema|Catalog)\b.*does not exist/.test(raw.message);
    if (relation || raw.missing === 'Table' || raw.missing === 'View') return 'missing_relation';
    return raw.subtype === 'MISSING_ENTRY' ? 'binding' : 'other';
  }
  return byType[raw.type] ?? 'other';
}

const candidateLines =
  /\n+(?:Candidate (?:bindings|tables|extensions|time zones)|Did you mean):?\s*:?\s*((?:"[^\n]*"(?:, )?)+)\??/g;

/** The parameters that a table function has, a line each. */
const parameterLines = /^Invalid named parameter[^\n]*\nCandidates:\n((?: {4}\S+ [^\n]*\n?)+)/;

function parameterNames(message: string, lines: string): string[] {
  const names = [...lines.matchAll(/^ {4}(\S+) /gm)].map(([, name]) => name!);
  const meant = /"(.*?)"/.exec(message)?.[1] ?? '';
  const best = closest(meant, names);
  return best === undefined ? [] : [best, ...names.filter((name) => name !== best)];
}

/** The engine's own tables are never what somebody meant. */
const internal = /^(main\.|pg_catalog\.|information_schema\.)?(pg_|duckdb_|sqlite_|pragma_)/;

function candidatesOf(raw: Raw): string[] {
  const found: string[] = [];
  for (const [, list] of raw.message.matchAll(candidateLines))
    for (const [, name] of list!.matchAll(/"((?:[^"]|"")*)"/g)) found.push(name!.replaceAll('""', '"'));
  const parameters = parameterLines.exec(raw.message)?.[1];
  if (parameters !== undefined) found.push(...parameterNames(raw.message, parameters));
  if (found.length === 0 && raw.candidates !== '' && raw.subtype !== 'NO_MATCHING_FUNCTION')
    found.push(...raw.candidates.split(', '));
  return found.filter((name) => !internal.test(name)).slice(0, 10);
}

function sentence(raw: Raw): string {
  return reworded(raw.message)
    .replace(candidateLines, '')
    .replace(/^(Invalid named parameter[^\n]*)\nCandidates:[\s\S]*$/, '$1')
    .replace(/\n+(Possible solutions|See also|For more info|Use "SET )[\s\S]*$/, '')
    .replace(/\. See also https:\S+$/, '')
    .replace(/\n\t/g, '\n  ')
    .trim();
}

const plainer: readonly (readonly [RegExp, string])[] = [
  [
    /^Trying to read a database file with version number (\d+), but we can only read versions? (?:between )?(\d+)(?: and (\d+))?[\s\S]*/,
    'a newer DuckDB wrote it: its storage has the version $1, and this one reads $2 to $3',
  ],
  [/^Referenced column "(.*?)" not found in FROM clause!/, 'there is no column "$1"'],
  [
    /^Referenced column "(.*?)" was not found because the FROM clause is missing/,
    'there is no column "$1": the query has no FROM',
  ],
  [/^Referenced table "(.*?)" not found!/, 'there is no table "$1" in FROM'],
  [/^Table with name (.*?) does not exist!/, 'there is no table or view $1'],
  [
    /^(?:Scalar|Aggregate|Table|Macro|Table Macro) Function with name (.*?) does not exist!/,
    'there is no function $1',
  ],
  [/^Type with name (.*?) does not exist!/, 'there is no type $1'],
  [/^Values list "(.*?)" does not have a column named "(.*?)"/, '$1 has no column "$2"'],
  [/^Table "(.*?)" does not have a column named "(.*?)"/, '$1 has no column "$2"'],
  [/^Column "(.*?)" in (?:REPLACE|EXCLUDE|RENAME) list not found in FROM clause/, 'there is no column "$1"'],
  [
    /^Table with name "(.*?)" does not exist because schema "(.*?)" does not exist\.?/,
    'there is no table or view $1: the schema $2 does not exist',
  ],
  [
    /^No column to write as all columns are specified as partition columns[\s\S]*/,
    'partition_by names every column, so that nothing is left to write into the files',
  ],
  [/^SELECT list is empty after resolving \* expressions!/, 'the query gives no columns'],
];

function reworded(message: string): string {
  for (const [words, plain] of plainer) if (words.test(message)) return message.replace(words, plain);
  return message;
}

/** DuckDB's parser counts code points, all the rest of it bytes of UTF-8. */
function utf16Offset(sql: string, position: number, subtype: string): number {
  if (subtype === 'SYNTAX_ERROR') return codePointOffset(sql, position);
  const before = Buffer.from(sql).subarray(0, position).toString();
  return Math.min(before.length, sql.length);
}

function codePointOffset(sql: string, position: number): number {
  let offset = 0;
  for (let count = 0; count < position && offset < sql.length; count++)
    offset += sql.codePointAt(offset)! > 0xffff ? 2 : 1;
  return offset;
}
