import type { FilePlace } from '../../../adapter/index.ts';
import { headOf } from './file-head.ts';

/** What is wrong with a file, in a sentence that names it, and the place in it where that is known. */
export interface FileError {
  readonly message: string;
  readonly file?: FilePlace;
}

/**
 * What the engine says of a file, without the reader's list of all its settings: file, line and column first, then
 * what was expected, then the line itself.
 */
export function fileError(message: string): FileError {
  if (message.startsWith('Error when sniffing file')) return sniffing(message);
  if (/^CSV Error on Line: \d+/.test(message)) return csvError(message);
  const [first = ''] = message.split('\n');
  for (const [words, reason] of known) {
    const match = words.exec(first);
    if (match !== null) return fileErrorAt(match[1]!, undefined, match[2] ?? reason);
  }
  const pattern = /^No files found that match the pattern "(.*)"/.exec(first)?.[1];
  if (pattern !== undefined) return missingFile(pattern);
  const undeclared = /^COLUMN_TYPES error: Columns with names: (.*) do not exist in the CSV File/.exec(
    first,
  )?.[1];
  if (undeclared !== undefined)
    return { message: `the file has no column ${undeclared}, which is declared with a type` };
  return { message: message.replace(/\n+(Possible |Candidate|Try setting)[\s\S]*$/, '').trim() };
}

/** A path, or a pattern, that leads to no file. */
export const missingFile = (path: string): FileError =>
  fileErrorAt(path, undefined, /[*?[{]/.test(path) ? 'no file matches this' : 'there is no such file', {
    hint: 'paths are relative to the folder of the project',
  });

/** What is said of a file as a whole: its name, and what is wrong if the words do not say it. */
const known: readonly (readonly [RegExp, string])[] = [
  [/^No magic bytes found at end of file '(.*)'/, 'not a Parquet file, or cut off'],
  [/^File '(.*)' too small to be a Parquet file/, 'not a Parquet file: it is too small'],
  [/^Malformed JSON in file "(.*?)",? (.*)$/, ''],
  [/^JSON transform error in file "(.*?)",? (.*)$/, ''],
  [/^Cannot open file "(.*?)": (.*)$/, ''],
];

/** The error of that place; a line that is known is shown as well. */
export function fileErrorAt(
  path: string,
  line: number | undefined,
  reason: string,
  rest: Partial<FilePlace> = {},
): FileError {
  const where = line === undefined ? path : `${path}, line ${line}`;
  const text = rest.text === undefined ? '' : `\n${shorten(rest.text)}`;
  return {
    message: `${where}: ${reason}${text}`,
    file: { path, reason, ...(line !== undefined && { line }), ...rest },
  };
}

function csvError(message: string): FileError {
  const line = Number(/^CSV Error on Line: (\d+)/.exec(message)![1]);
  const original =
    /\nOriginal Line: ?([\s\S]*?)(?=\n(?:Error when|Expected Number|Value with|Invalid|The |$))/.exec(
      message,
    )?.[1];
  const path = /^ {2}file = (.*)$/m.exec(message)?.[1] ?? 'the file';
  const column = /^Error when converting column "(.*?)"\. /m.exec(message)?.[1];
  const reason = csvReason(message);
  // DuckDB shows the line before a byte that is not UTF-8.
  const text = reason === notUtf8 ? headOf(path)?.split('\n')[line - 1] : original?.split('\n', 1)[0];
  const value = /could not convert string "(.*?)"/.exec(reason)?.[1];
  const mark = reason === notUtf8 ? '\uFFFD' : reason === openQuote ? '"' : (value ?? '');
  const found = mark === '' ? -1 : (text?.lastIndexOf(mark) ?? -1);
  const hint = hints.find(([words]) => words.test(reason))?.[1];
  return fileErrorAt(path, line, column === undefined ? reason : `column "${column}": ${reason}`, {
    ...(text !== undefined && { text }),
    ...(found !== -1 && { column: found + 1 }),
    ...(hint !== undefined && { hint }),
  });
}

const notUtf8 = 'the file is not UTF-8';
const openQuote = 'a quote is not closed, or text follows it';

const hints: readonly (readonly [RegExp, string])[] = [
  [/^expected \d+ columns/, 'a value that holds the separator is put in quotes'],
  [/could not convert/, 'mend the value, or declare the column as varchar and convert it with try_cast()'],
  [/not UTF-8/, 'save it as UTF-8: iconv -f latin1 -t utf8'],
  [/^a quote/, 'a quote inside a value in quotes is written twice'],
];

function csvReason(message: string): string {
  const counts = /^Expected Number of Columns: (\d+) Found: (\d+)/m.exec(message);
  if (counts !== null) return `expected ${counts[1]} columns, found ${counts[2]}`;
  const conversion = /^Error when converting column ".*?"\. (.*)$/m.exec(message)?.[1];
  if (conversion !== undefined) return conversion.charAt(0).toLowerCase() + conversion.slice(1);
  if (message.includes('not utf-8 encoded')) return notUtf8;
  if (message.includes('Value with unterminated quote')) return openQuote;
  const lines = message.split('\n').slice(1);
  return lines.find((line) => line !== '' && !line.startsWith('Original Line:')) ?? 'malformed';
}

function sniffing(message: string): FileError {
  const path = /^Error when sniffing file "(.*?)"/.exec(message)?.[1] ?? 'the file';
  const delimiter = /^Delimiter Candidates: ('.*')$/m.exec(message)?.[1] ?? '';
  const by = delimiter === '' ? '' : ` separated by ${delimiter.replace(/, (?=[^,]*$)/, ' or ')}`;
  return fileErrorAt(path, undefined, `not a CSV file with rows${by} of one length`);
}

const longest = 200;

const shorten = (line: string): string => (line.length > longest ? `${line.slice(0, longest)}…` : line);
