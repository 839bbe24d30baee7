import type { EngineError, FilePlace } from '../adapter/index.ts';
import { type Diagnostic, type ErrorCode, error, type Location, SourceText } from '../base/index.ts';
import type { SqlText } from '../compile/index.ts';

const codes: Readonly<Record<EngineError['kind'], ErrorCode>> = {
  syntax: 'A5001',
  binding: 'A5003',
  missing_relation: 'A5004',
  conversion: 'A5005',
  constraint: 'A5006',
  file: 'A5007',
  out_of_memory: 'A5008',
  disk_full: 'A5009',
  interrupted: 'A5010',
  locked: 'A5011',
  version: 'A5012',
  unopenable: 'A5013',
  extension: 'A5014',
  other: 'A5015',
};

/** What an engine's refusal is about. */
export interface Blamed {
  /** `gold.routes`, as a report names it. */
  readonly label: string;
  /** The SQL that was sent, if it came from a file of the project. */
  readonly sql?: SqlText;
  /** Where that SQL is written, relative to the project. */
  readonly compiledPath?: string;
  /** The place to show when the engine gives none. */
  readonly location: Location;
  /** The project's folder, so that files below it are named as the user names them. */
  readonly root?: string;
}

/** The engine's refusal in terms of the analyst's own file. */
export function engineDiagnostic(failure: EngineError, blamed: Blamed): Diagnostic {
  const { sql, label, location } = blamed;
  const offset = sql && placeIn(sql.text, failure);
  const inSql = offset === undefined ? undefined : sql?.locate(offset, tokenLength(sql.text, offset));
  if (failure.file !== undefined) return fileDiagnostic(failure.file, inSql ?? location, blamed);
  const words = failure.kind === 'interrupted' ? 'stopped before it was done' : failure.message;
  const [message = '', ...rest] = words.split('\n');
  const detail = [...rest.filter((line) => line.trim() !== '')];
  if (sql !== undefined && offset !== undefined && blamed.compiledPath !== undefined) {
    detail.push(
      `compiled line ${new SourceText('', sql.text).position(offset).line}: ${blamed.compiledPath}`,
    );
  }
  const hint = hintFor(failure);
  return error(codes[failure.kind], `${label}: ${message}`, {
    location: inSql ?? location,
    ...(detail.length > 0 && { detail }),
    ...(hint !== undefined && { hint }),
  });
}

/** The engine's refusal of a hook, at the place where the hook is given. */
export const hookDiagnostic = (
  failure: EngineError,
  hook: SqlText,
  label: string,
  location: Location,
): Diagnostic => engineDiagnostic(failure, { label, location: hook.locate(0) ?? location });

/** What is wrong with a data file: the place in it, if that is known, and where it is read. */
function fileDiagnostic(file: FilePlace, reader: Location, { label, root }: Blamed): Diagnostic {
  const path =
    root !== undefined && file.path.startsWith(`${root}/`) ? file.path.slice(root.length + 1) : file.path;
  const code = codes.file;
  const hint = file.hint === undefined ? {} : { hint: file.hint };
  if (file.line === undefined)
    return error(code, `${label}: ${path}: ${file.reason}`, { location: reader, ...hint });
  const start = { line: file.line, column: file.column ?? 1 };
  const place: Location = {
    file: path,
    range: { start, end: { ...start, column: start.column + 1 } },
    ...(file.text !== undefined && { excerpt: { firstLine: file.line, lines: [file.text] } }),
  };
  return error(code, `${label}: ${file.reason}`, {
    location: place,
    ...hint,
    ...(reader.file !== path && { related: [{ message: 'it is read here', location: reader }] }),
  });
}

/** Where in the SQL the mistake is; when the engine does not say it, where the name that it says stands, if only once. */
function placeIn(text: string, { offset, message }: EngineError): number | undefined {
  if (offset !== undefined) return offset < 0 ? undefined : offset;
  const name = /"((?:[^"]|"")+)"/.exec(message)?.[1];
  if (name === undefined) return undefined;
  const found = [
    ...text.matchAll(new RegExp(`(?<![\\p{L}\\p{N}_$])${escaped(name)}(?![\\p{L}\\p{N}_$])`, 'gu')),
  ];
  return found.length === 1 ? found[0]!.index : undefined;
}

const escaped = (name: string): string => name.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

/** How far the word at an offset goes, quoted names whole. */
function tokenLength(text: string, offset: number): number {
  const word = /"(?:[^"]|"")*"|[\p{L}\p{N}_$]+|./uy;
  word.lastIndex = offset;
  return word.exec(text)?.[0].length ?? 1;
}

function hintFor(failure: EngineError): string | undefined {
  switch (failure.kind) {
    case 'binding':
    case 'missing_relation': {
      const [best] = failure.candidates ?? [];
      if (best !== undefined) return `did you mean ${best}?`;
      return failure.kind === 'missing_relation' && !failure.message.includes('the schema')
        ? "models and seeds are read with ref('…'), files and other tables with source('…', '…')"
        : undefined;
    }
    case 'interrupted':
      return 'what readers see is unchanged';
    case 'disk_full':
      return 'free some room and run again: what readers see is unchanged';
    case 'out_of_memory':
      return 'raise memory_limit of the target, or lower its threads';
    case 'conversion':
      return 'try_cast() gives null where the value does not fit';
    default:
      return undefined;
  }
}
