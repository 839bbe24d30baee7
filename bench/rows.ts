// rows.mjs DIRECTORY: makes the fifty million rows that a project of generate-rows.ts reads.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { customers, rowFiles, rowsPerFile, sourceName } from './generate-rows.ts';

const input = join(process.argv[2]!, 'input');
mkdirSync(input, { recursive: true });
const instance = await DuckDBInstance.create();
const connection = await instance.connect();
for (let file = 0; file < rowFiles; file++) {
  await connection.run(
    `copy (select i as event_id, cast(hash(i, ${file}) % ${customers} as integer) as customer_id,
      ['view', 'cart', 'order', 'refund'][1 + cast(hash(i + 1, ${file}) % 4 as integer)] as kind,
      cast(hash(i + 2, ${file}) % 100000 / 100 as decimal(9, 2)) as amount,
      date '2024-01-01' + cast(i // 10000 as integer) as happened_on
    from range(${rowsPerFile}) numbers(i)) to '${join(input, sourceName(file))}.parquet'`,
  );
}
connection.disconnectSync();
instance.closeSync();
