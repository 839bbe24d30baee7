import { onTestFinished } from 'vitest';
import type { Session } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import type { DataTestInput } from '../../../src/check/index.ts';
import { dataTests } from '../../../src/features/tests/index.ts';

export async function database(): Promise<Session> {
  const opened = await duckdb.open({
    name: 'dev',
    type: 'duckdb',
    path: ':memory:',
    schema: 'main',
    schemaPrefix: '',
    threads: 1,
    extensions: [],
    settings: {},
    attach: [],
    secrets: [],
    parquetRoot: '/nowhere',
  });
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.close());
  return opened.value.session();
}

/** A built-in test over a query: how many rows fail, and what its aggregate gives (undefined where it has none). */
export async function asked(
  session: Session,
  test: string,
  query: string,
  parts: Partial<DataTestInput> = {},
): Promise<{ readonly failing: number; readonly aggregate: number | undefined }> {
  const relation = `(${query})`;
  const built = dataTests.get(test)!.build({
    relation,
    column: undefined,
    arguments: {},
    sql: duckdb,
    ...parts,
  });
  const count = async (sql: string) => {
    const answer = await session.query(sql);
    if (!answer.ok) throw new Error(`${answer.error.message}\n${sql}`);
    return Number(answer.value.rows[0]![0]);
  };
  return {
    failing: await count(`select count(*) from (\n${built.failing}\n)`),
    aggregate:
      built.aggregate === undefined ? undefined : await count(`select ${built.aggregate} from ${relation}`),
  };
}
