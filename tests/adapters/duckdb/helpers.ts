import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type {
  EngineError,
  EngineResult,
  OpenOptions,
  Session,
  Warehouse,
} from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import type { Target } from '../../../src/project/index.ts';

export const target = (path: string, parts: Partial<Target> = {}): Target => ({
  name: 'dev',
  type: 'duckdb',
  path,
  schema: 'main',
  schemaPrefix: '',
  threads: 1,
  extensions: [],
  settings: {},
  attach: [],
  secrets: [],
  parquetRoot: '/nowhere',
  ...parts,
});

export function value<T>(result: EngineResult<T>): T {
  if (!result.ok) throw new Error(`${result.error.kind}: ${result.error.message}`);
  return result.value;
}

export function failed<T>(result: EngineResult<T>): EngineError {
  if (result.ok) throw new Error(`it went well: ${String(result.value)}`);
  return result.error;
}

export async function warehouse(
  path = ':memory:',
  parts: Partial<Target> = {},
  options: OpenOptions = {},
): Promise<Warehouse> {
  const opened = value(await duckdb.open(target(path, parts), options));
  onTestFinished(() => opened.close());
  return opened;
}

export const session = async (path?: string, parts?: Partial<Target>): Promise<Session> =>
  (await warehouse(path, parts)).session();

export function temporary(): string {
  const directory = mkdtempSync(join(tmpdir(), 'assay-duckdb-'));
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }));
  return directory;
}

export const rows = async (on: Session, sql: string): Promise<readonly (readonly unknown[])[]> =>
  value(await on.query(sql)).rows;
