import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineError } from '../../../adapter/index.ts';
import { isAddress } from '../../../base/index.ts';
import type { FileFormat } from '../../../project/index.ts';
import { literal } from '../identifiers.ts';
import { fileErrorAt, missingFile } from './file-errors.ts';
import { fieldsOf, headOf } from './file-head.ts';

/**
 * What DuckDB reads without a word although it is a mistake: a file without a byte is to it a table without rows,
 * and of two columns of one name it renames the second.
 */
export async function findBadFile(
  connection: DuckDBConnection,
  paths: readonly string[],
  format: FileFormat,
): Promise<EngineError | undefined> {
  for (const path of paths) {
    if (isAddress(path)) continue;
    const found = await connection.runAndReadAll(
      `select filename, size from read_blob(${literal(path)}) order by filename`,
    );
    const files = found.getRowsJson() as [string, string | number][];
    if (files.length === 0) return { kind: 'file', ...missingFile(path) };
    for (const [file, size] of files) {
      const wrong = Number(size) === 0 ? emptyFile(file) : format.format === 'csv' && badHeader(file, format);
      if (wrong) return wrong;
    }
  }
  return undefined;
}

const emptyFile = (file: string): EngineError => ({
  kind: 'file',
  ...fileErrorAt(file, undefined, 'the file is empty', { hint: 'was it cut off on its way here?' }),
});

function badHeader(file: string, { options, columns, surplusColumn }: FileFormat): EngineError | undefined {
  if (options.header === false || options.auto_detect === true || Number(options.skip ?? 0) > 0)
    return undefined;
  const { delim = options.sep ?? options.delimiter ?? ',' } = options;
  const unquoted = options.quote === '' && surplusColumn !== undefined;
  const isReadable = options.quote === undefined || unquoted;
  const head = typeof delim === 'string' && isReadable ? headOf(file) : undefined;
  if (head === undefined) return undefined;
  const names = fieldsOf(head, String(delim).replace('\\t', '\t'));
  const text = head.split(/\r?\n|\r/, 1)[0]!;
  const at = (reason: string, column: number, hint: string): EngineError => ({
    kind: 'file',
    ...fileErrorAt(file, 1, reason, { text, column, hint }),
  });
  const seen = new Set<string>();
  for (const name of names) {
    const key = name.trim().toLowerCase();
    if (key !== '' && seen.has(key))
      return at(
        `two columns are called "${name}"`,
        text.lastIndexOf(name) + 1,
        'rename one of them in the file',
      );
    seen.add(key);
  }
  const [only = ''] = names;
  const other = [';', '\t', '|'].find((mark) => names.length === 1 && only.includes(mark));
  if (other === undefined) return surplusColumn === undefined ? undefined : otherColumns(names, columns, at);
  const shown = other === '\t' ? 'a tab' : `'${other}'`;
  return at(
    `the columns seem to be separated by ${shown}, not by '${delim}'`,
    text.indexOf(other) + 1,
    'say what separates them: delimiter in the config of a seed, delim in the options of a source',
  );
}

/** Columns that are read by position must stand where they are declared. */
function otherColumns(
  names: readonly string[],
  declared: FileFormat['columns'],
  at: (reason: string, column: number, hint: string) => EngineError,
): EngineError | undefined {
  const count = Math.max(names.length, declared.length);
  for (let index = 0; index < count; index++) {
    const [name, expected] = [names[index]?.trim(), declared[index]?.name];
    if (name?.toLowerCase() === expected?.toLowerCase()) continue;
    const reason =
      name === undefined
        ? `there is no column "${expected}"`
        : `column ${index + 1} is "${name}", ${expected === undefined ? `but ${declared.length} are declared` : `not "${expected}" as declared`}`;
    return at(reason, 1, 'declare the columns in the order of the file, or mend its header');
  }
  return undefined;
}
