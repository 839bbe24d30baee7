import { existsSync, mkdirSync } from 'node:fs';
import type { EngineError, EngineResult, Session, Statement } from '../../../adapter/index.ts';
import { failure } from '../errors.ts';
import { changedRows, type ParquetChanges, touchedFiles } from '../merged-rows.ts';
import { emptyParquet } from '../sql.ts';
import { linkFiles } from './link-files.ts';

type WriteParquet = Extract<Statement, { kind: 'write_parquet' }>;

type Written = EngineResult<number | undefined>;

/** Runs the SQL of a statement and nothing else. */
type Render = (statement: Statement) => Promise<Written>;

/** Writes the files, one without rows too where there are none. */
export async function writeRows(on: Session, statement: WriteParquet, render: Render): Promise<Written> {
  const unmade = makeDirectory(statement.directory);
  if (unmade !== undefined) return failure(unmade);
  const written = await render(statement);
  return written.ok && written.value === 0 && statement.partitionBy.length > 0
    ? writeEmpty(on, statement)
    : written;
}

/** Writes the files of the partitions that change, and links the others from the folder before. */
export async function writeChanges(on: Session, statement: ParquetChanges, render: Render): Promise<Written> {
  const query = changedRows(statement);
  const { directory, partitionBy, previous } = statement;
  const write: WriteParquet = { kind: 'write_parquet', query, directory, partitionBy };
  if (partitionBy.length === 0 || previous === undefined) return writeRows(on, write, render);
  const unmade = makeDirectory(directory);
  if (unmade !== undefined) return failure(unmade);
  const written = await render(write);
  if (!written.ok) return written;
  const touched = await on.query(touchedFiles(statement, previous));
  if (!touched.ok) return touched;
  const linked = linkFiles(previous, directory, new Set(touched.value.rows.map(([file]) => String(file))));
  if (typeof linked === 'string') return failure({ kind: 'file', message: linked });
  return written.value === 0 && linked === 0 ? writeEmpty(on, write) : written;
}

async function writeEmpty(on: Session, { query, directory, partitionBy }: WriteParquet): Promise<Written> {
  const columns = await on.describe(query);
  if (!columns.ok) return columns;
  const empty = emptyParquet(columns.value, directory, partitionBy);
  const unmade = makeDirectory(empty.directory);
  return unmade === undefined ? on.run(empty.sql) : failure(unmade);
}

/** Object stores have no directories. */
function makeDirectory(directory: string): EngineError | undefined {
  if (/^[a-z][a-z0-9]+:\/\//i.test(directory) || existsSync(directory)) return undefined;
  try {
    mkdirSync(directory, { recursive: true });
    return undefined;
  } catch (thrown) {
    return { kind: 'file', message: `cannot create the directory ${directory} (${errorCode(thrown)})` };
  }
}

const errorCode = (thrown: unknown): string => (thrown as NodeJS.ErrnoException).code ?? String(thrown);
