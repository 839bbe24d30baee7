import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineError } from '../../adapter/index.ts';
import type { FileFormat } from '../../project/index.ts';
import { fileErrorAt } from './file-errors.ts';
import { fieldsOf, headOf } from './file-head.ts';
import { literal } from './identifiers.ts';

/**
 * What DuckDB reads without a word although it is a mistake: a file without a byte is to it a table without rows,
 * and of two columns of one name it renames the second. Throws DuckDB's error when there is no file.
 */
export async function findBadFile(
  connection: DuckDBConnection,
  paths: readonly string[],
  format: FileFormat,
): Promise<EngineError | undefined> {
  const local = paths.filter((path) => !/^[a-z][a-z0-9+.-]+:\/\//i.test(path));
  if (local.length === 0) return undefined;
  const found = await connection.runAndReadAll(
    `select filename, size from read_blob([${local.map(literal).join(', ')}]) order by filename`,
  );
  for (const [file, size] of found.getRowsJson() as [string, string | number][]) {
    if (Number(size) === 0) return { kind: 'file', ...fileErrorAt(file, undefined, 'the file is empty') };
    const wrong = format.format === 'csv' ? badHeader(file, format) : undefined;
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function badHeader(file: string, { options }: FileFormat): EngineError | undefined {
  if (options.header === false || options.auto_detect === true || Number(options.skip ?? 0) > 0)
    return undefined;
  const { delim = options.sep ?? options.delimiter ?? ',' } = options;
  const head = typeof delim === 'string' && options.quote === undefined ? headOf(file) : undefined;
  if (head === undefined) return undefined;
  const names = fieldsOf(head, String(delim).replace('\\t', '\t'));
  const text = head.split(/\r?\n|\r/, 1)[0]!;
  const at = (reason: string, column: number): EngineError => ({
    kind: 'file',
    ...fileErrorAt(file, 1, reason, { text, column }),
  });
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.trim().toLowerCase();
    if (key !== '' && seen.has(key))
      return at(`two columns are called "${name}"`, text.lastIndexOf(name) + 1);
    seen.add(key);
  }
  const [only = ''] = names;
  const other = [';', '\t', '|'].find((mark) => names.length === 1 && only.includes(mark));
  if (other === undefined) return undefined;
  const shown = other === '\t' ? 'a tab' : `'${other}'`;
  return at(`the columns seem to be separated by ${shown}, not by '${delim}'`, text.indexOf(other) + 1);
}
