import type { EngineError } from '../adapter/index.ts';
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
}

/** The engine's refusal in terms of the analyst's own file. */
export function engineDiagnostic(failure: EngineError, blamed: Blamed): Diagnostic {
  const { sql, label } = blamed;
  const offset =
    sql === undefined || failure.offset === undefined || failure.offset < 0 ? undefined : failure.offset;
  const located =
    sql === undefined || offset === undefined ? undefined : sql.locate(offset, tokenLength(sql.text, offset));
  const [message = '', ...rest] = failure.message.split('\n');
  const detail = [...rest.filter((line) => line.trim() !== '')];
  if (sql !== undefined && offset !== undefined && blamed.compiledPath !== undefined) {
    detail.push(
      `compiled line ${new SourceText('', sql.text).position(offset).line}: ${blamed.compiledPath}`,
    );
  }
  const hint = hintFor(failure);
  return error(codes[failure.kind], `${label}: ${message}`, {
    location: located ?? blamed.location,
    ...(detail.length > 0 && { detail }),
    ...(hint !== undefined && { hint }),
  });
}

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
      return best === undefined ? undefined : `did you mean ${best}?`;
    }
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
