// bare-statements.mjs STATEMENTS WAREHOUSE: sends statements to DuckDB one after the other, on one connection.
import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

const [file, warehouse] = process.argv.slice(2);
const instance = await DuckDBInstance.create(warehouse);
const connection = await instance.connect();
await connection.run("set timezone = 'UTC'");
for (const statement of JSON.parse(readFileSync(file!, 'utf8')) as string[]) await connection.run(statement);
connection.disconnectSync();
instance.closeSync();
