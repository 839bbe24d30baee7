import { DuckDBInstance } from '@duckdb/node-api';

/** A warehouse with a few tables, and what DuckDB says to a query: names, types and rows, or that it is wrong. */
export async function tables() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(
    `create table t (a int, b varchar, d date, l int[], s struct(x int, y int));
     insert into t values (1, 'b', '2020-01-01', [1, 2], {x: 1, y: 2}), (2, 'c', '2021-01-01', [3], {x: 3, y: 4});
     create table u (a int, e int); insert into u values (1, 5)`,
  );
  const column = async (sql: string) => {
    const rows = await connection.runAndReadAll(sql);
    return rows.getRowsJson().map(([value]) => String(value));
  };
  const answer = async (sql: string): Promise<string> => {
    try {
      const rows = await connection.runAndReadAll(sql);
      const values = rows.getRowsJson().map((row) => JSON.stringify(row));
      return JSON.stringify([rows.columnNames(), rows.columnTypes().map(String), values.sort()]);
    } catch {
      return 'wrong';
    }
  };
  return { answer, column };
}
