import { readFileSync, statSync } from 'node:fs';
import type { EngineError } from '../../../adapter/index.ts';
import { SourceText } from '../../../base/index.ts';
import { fileErrorAt } from './file-errors.ts';

const largest = 64 * 1024 * 1024;

/**
 * DuckDB counts the bytes and records of malformed JSON from a place that it does not tell. Reading the file again
 * finds the line and column. Gives undefined for what is not malformed, and for files too large to be read so.
 */
export function findBadJson(message: string): EngineError | undefined {
  const malformed = /^Malformed JSON in file "(.*?)"/.exec(message)?.[1];
  const transform = /^JSON transform error in file "(.*?)", in line (\d+): (.*)/.exec(message);
  const path = malformed ?? transform?.[1];
  const text = path === undefined ? undefined : textOf(path);
  if (path === undefined || text === undefined) return undefined;
  const source = new SourceText(path, text);
  if (transform !== null) {
    const line = Number(transform[2]);
    const shown = source.line(line);
    const value = /"(.*)"$/.exec(transform[3]!)?.[1] ?? '';
    const column = Math.max(0, value === '' ? -1 : shown.indexOf(value)) + 1;
    return { kind: 'file', ...fileErrorAt(path, line, transform[3]!, { column, text: shown }) };
  }
  const offset = / in line \d+:/.test(message) ? firstBadLine(text) : firstMistake(text);
  if (offset === undefined) return undefined;
  const { line, column } = source.position(offset);
  const character = source.line(line).charAt(column - 1);
  const reason =
    character === '' ? 'the JSON ends too early' : `unexpected ${JSON.stringify(character)} in JSON`;
  return { kind: 'file', ...fileErrorAt(path, line, reason, { column, text: source.line(line) }) };
}

function textOf(path: string): string | undefined {
  try {
    return statSync(path).size > largest ? undefined : readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

const token =
  /[{}[\],:]|"(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/uy;

/** What may come next. */
type State = 'value' | 'value or ]' | 'key or }' | 'key' | ':' | ', or end' | 'value at top';

/** The offset of the first mistake in a file of one record a line. */
function firstBadLine(text: string): number | undefined {
  let start = 0;
  for (const line of text.split('\n')) {
    const offset = firstMistake(line.replace(/\r$/, ''));
    if (offset !== undefined) return start + offset;
    start += line.length + 1;
  }
  return undefined;
}

/** The offset of the first character that cannot stand there, in a text of one JSON value after another. */
function firstMistake(text: string): number | undefined {
  const open: string[] = [];
  let state: State = 'value at top';
  const afterValue = (): State => (open.length === 0 ? 'value at top' : ', or end');
  let offset = blankEnd(text, 0);
  while (offset < text.length) {
    token.lastIndex = offset;
    const found = token.exec(text)?.[0];
    if (found === undefined) return offset;
    const next = follow(state, found, open, afterValue);
    if (next === undefined) return offset;
    state = next;
    offset = blankEnd(text, token.lastIndex);
  }
  return open.length === 0 && state === 'value at top' ? undefined : text.trimEnd().length;
}

function follow(state: State, found: string, open: string[], afterValue: () => State): State | undefined {
  const inside = open.at(-1);
  switch (state) {
    case ':':
      return found === ':' ? 'value' : undefined;
    case ', or end':
      if (found === ',') return inside === '{' ? 'key' : 'value';
      if (found !== (inside === '{' ? '}' : ']')) return undefined;
      open.pop();
      return afterValue();
    case 'key':
    case 'key or }':
      if (found.startsWith('"')) return ':';
      if (found !== '}' || state === 'key') return undefined;
      open.pop();
      return afterValue();
    default:
      if (found === '{' || found === '[') {
        open.push(found);
        return found === '{' ? 'key or }' : 'value or ]';
      }
      if (found === ']' && state === 'value or ]') {
        open.pop();
        return afterValue();
      }
      return /^[\]}:,]/.test(found) ? undefined : afterValue();
  }
}

function blankEnd(text: string, from: number): number {
  let offset = from;
  while (' \t\r\n'.includes(text.charAt(offset)) && offset < text.length) offset++;
  return offset;
}
