import { closeSync, openSync, readSync } from 'node:fs';
import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineError } from '../../adapter/index.ts';
import { normalize } from './errors.ts';
import { literal } from './identifiers.ts';

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
  const header = firstLine(file);
  if (header === undefined) return undefined;
  const separator = delimiter.replace('\\t', '\t');
  const columns = Array.from(
    { length: countFields(header, separator) },
    (_, index) => `c${index}: 'VARCHAR'`,
  );
  const options = `auto_detect=false, delim=${literal(separator)}, quote='"', escape='"', header=false`;
  const sql = `select count(*) from read_csv(${literal(file)}, ${options}, columns={${columns.join(', ')}})`;
  try {
    await connection.run(sql);
    return undefined;
  } catch (thrown) {
    const { kind, message } = normalize(thrown, sql);
    return kind === 'file' ? { kind, message } : undefined;
  }
}

const longestHeader = 64 * 1024;

/** Of a local file that is not compressed. */
function firstLine(file: string): string | undefined {
  if (/\.(gz|zst|bz2|xz)$/i.test(file)) return undefined;
  try {
    const descriptor = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(longestHeader);
      const read = readSync(descriptor, buffer, 0, longestHeader, 0);
      return buffer.toString('utf8', 0, read).split(/\r?\n|\r/, 1)[0];
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

function countFields(line: string, delimiter: string): number {
  const unquoted = line.replace(/"(?:[^"]|"")*"/g, '');
  return unquoted.split(delimiter).length;
}
