// one-query.mjs WAREHOUSE: opens DuckDB and runs one query, the least that any command on a warehouse does.
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(process.argv[2]);
const connection = await instance.connect();
await (await connection.run('select 42')).getRows();
connection.disconnectSync();
instance.closeSync();
