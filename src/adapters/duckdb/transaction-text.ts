import type { Statement } from '../../adapter/index.ts';
import { render } from './sql.ts';

/**
 * Statements and the transaction around them as one text, since each statement that is sent alone costs more than
 * a small one takes. Undefined for what needs more than DuckDB, or may leave something behind in the connection, or is
 * so long that it would only take memory.
 */
export function transactionText(statements: readonly Statement[]): string | undefined {
  const texts: string[] = ['begin transaction'];
  let length = 0;
  for (const statement of statements) {
    if (statement.kind === 'write_parquet' || statement.kind === 'write_parquet_changes') return undefined;
    const { text } = render(statement);
    if (statement.kind === 'execute' && !changesData.test(text)) return undefined;
    texts.push(text);
    length += text.length;
    if (length > longest) return undefined;
  }
  // What ends with a comment is ended by the line.
  return [...texts, 'commit'].join('\n;\n');
}

/** In characters. */
const longest = 4_000_000;

/** One statement on what Assay records: SQL of a user begins otherwise, or may go on with another. */
const changesData = /^(insert into|delete from|update|create table|alter table) _assay\./;
