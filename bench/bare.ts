// bare.mjs STATEMENTS WAREHOUSE CONNECTIONS: sends a project's compiled SQL to DuckDB with nothing around it, the
// tests of a model as one aggregate. It is the yardstick of a build: the same work and no framework.
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { BareProject, BareStep } from './bare-project.ts';

process.env.UV_THREADPOOL_SIZE ??= '16';
const [file, warehouse, connections] = process.argv.slice(2);
const { schemas, steps } = JSON.parse(readFileSync(file!, 'utf8')) as BareProject;
const instance = await DuckDBInstance.create(warehouse);
const first = await instance.connect();
for (const schema of schemas) await first.run(`create schema if not exists ${schema}`);
const workers = [first];
while (workers.length < Number(connections)) workers.push(await instance.connect());

const waiting = steps.map((step) => step.needs.length);
const readers: number[][] = steps.map(() => []);
for (const [index, step] of steps.entries()) for (const need of step.needs) readers[need]!.push(index);
const ready = steps.flatMap((step, index) => (step.needs.length === 0 ? [index] : []));
let wake: (() => void)[] = [];
let left = steps.length;
await Promise.all(workers.map(work));
for (const connection of workers) connection.disconnectSync();
instance.closeSync();

async function work(connection: DuckDBConnection): Promise<void> {
  while (left > 0) {
    const next = ready.shift();
    if (next === undefined) {
      await new Promise<void>((resolve) => wake.push(resolve));
      continue;
    }
    await perform(steps[next]!, connection);
    left -= 1;
    for (const reader of readers[next]!) {
      waiting[reader]! -= 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
    const sleeping = wake;
    wake = [];
    for (const resume of sleeping) resume();
  }
}

async function perform(step: BareStep, connection: DuckDBConnection): Promise<void> {
  await connection.run(step.create);
  if (step.test === undefined) return;
  const [row] = await (await connection.run(step.test)).getRows();
  if (row === undefined || row.some((failures) => Number(failures) !== 0))
    throw new Error(`failed: ${step.test}`);
}
