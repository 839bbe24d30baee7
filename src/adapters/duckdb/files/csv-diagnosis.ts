import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineError } from '../../../adapter/index.ts';
import { normalize } from '../errors.ts';
import { literal } from '../identifiers.ts';
import { fileErrorAt } from './file-errors.ts';
import { fieldsOf, headOf } from './file-head.ts';

/**
 * When no dialect fits a file, DuckDB does not say which row is to blame. Reading it again, with as many columns
 * as its first line has, does. Gives undefined when that finds nothing.
 */
export async function findRaggedRow(
  connection: DuckDBConnection,
  message: string,
): Promise<EngineError | undefined> {
  const file = /Error when sniffing file "(.*?)"/.exec(message)?.[1];
  const delimiter = /^Delimiter Candidates: '(.+)'$/m.exec(message)?.[1];
  if (file === undefined || delimiter === undefined || delimiter.includes("', '")) return undefined;
  const head = headOf(file);
  if (head === undefined) return undefined;
  const separator = delimiter.replace('\\t', '\t');
  const names = fieldsOf(head, separator);
  const columns = names.map((_, index) => `c${index}: 'VARCHAR'`);
  const options = `auto_detect=false, delim=${literal(separator)}, quote='"', escape='"', header=false`;
  const sql = `select count(*) from read_csv(${literal(file)}, ${options}, columns={${columns.join(', ')}})`;
  try {
    await connection.run(sql);
    return undefined;
  } catch (thrown) {
    const error = normalize(thrown, sql);
    if (error.kind === 'file') return error;
    return mixedLineEnds(file, head);
  }
}

/** DuckDB reads a file only if all its lines end alike. */
function mixedLineEnds(file: string, head: string): EngineError | undefined {
  const lines = head.split('\n');
  const first = lines[0]?.endsWith('\r') === true;
  const other = lines.slice(0, -1).findIndex((line) => line.endsWith('\r') !== first);
  if (other === -1) return undefined;
  const [here, before] = first ? ['\\n', '\\r\\n'] : ['\\r\\n', '\\n'];
  const reason = `the line ends with ${here}, those before it with ${before}`;
  return {
    kind: 'file',
    ...fileErrorAt(file, other + 1, reason, { text: lines[other]!.replace(/\r$/, '') }),
  };
}
