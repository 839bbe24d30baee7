// bare.mjs STATEMENTS WAREHOUSE CONNECTIONS THREADS GROUP TESTS [FORMAT]: sends a project's compiled SQL to DuckDB with nothing
// around it: the same work and no framework, as fast as DuckDB can be driven from node. It is the yardstick of a build.
import { readFileSync } from 'node:fs';
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { BareProject, BareStep } from './bare-project.ts';

process.env.UV_THREADPOOL_SIZE ??= '16';
const [file, warehouse, connections, threads, group, tests, format] = process.argv.slice(2);
const { schemas, steps } = JSON.parse(readFileSync(file!, 'utf8')) as BareProject;
const instance = await DuckDBInstance.create(warehouse, {
  threads: threads!,
  ...(format !== undefined && { storage_compatibility_version: format }),
});
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
    const share = Math.min(Number(group), Math.ceil(ready.length / workers.length));
    const taken = ready.splice(0, share);
    if (taken.length === 0) {
      await new Promise<void>((resolve) => wake.push(resolve));
      continue;
    }
    if (taken.length > 1) await connection.run('begin transaction');
    for (const index of taken) await perform(steps[index]!, connection);
    if (taken.length > 1) await connection.run('commit');
    left -= taken.length;
    for (const reader of taken.flatMap((index) => readers[index]!)) {
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
  const { aggregates, relation } = step.test;
  const lists = tests === 'apart' ? aggregates.map((one) => [one]) : [aggregates];
  for (const list of lists) {
    const text = `select ${list.join(', ')} from ${relation}`;
    const [row] = await (await connection.run(text)).getRows();
    if (row === undefined || row.some((failures) => Number(failures) !== 0))
      throw new Error(`failed: ${text}`);
  }
}
