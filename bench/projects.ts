import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { bareProject } from './bare-project.ts';
import { generate } from './generate.ts';
import { generateRows } from './generate-rows.ts';
import type { Command } from './measure.ts';
import type { Peers } from './peers.ts';

/** Where a bench has its projects, and what it measures. */
export interface Bench {
  readonly home: string;
  /** Where the bundles are: the drivers of bare DuckDB, and the product as it was when they were made. */
  readonly built: string;
  readonly peers: Peers;
  readonly say: (text: string) => void;
}

/** How bare DuckDB is driven. */
export interface Bare {
  readonly connections: number;
  /** DuckDB's own, besides those of the connections. */
  readonly threads: number;
  /** How many models share a transaction. */
  readonly group: number;
  readonly tests: 'together' | 'apart';
  /** Of the database's file, where it is not the one that DuckDB takes by itself. */
  readonly format?: string;
}

/** A generated project that was built once, with `bare.json`, what it comes down to, beside it. */
export class BenchProject {
  readonly #bench: Bench;
  readonly directory: string;

  constructor(bench: Bench, directory: string) {
    this.#bench = bench;
    this.directory = directory;
  }

  assay = (...args: readonly string[]): Command => ({
    args: [join(this.#bench.built, 'product/bin/assay.js'), ...args],
    cwd: this.directory,
  });

  /** With a target folder that nobody has used, so that nothing is known from before. */
  cold = (command: string, round: number): Command =>
    this.assay(command, '--quiet', '--target-path', `cold/${command}-${round}`);

  bare = ({ connections, threads, group, tests, format }: Bare): Command => ({
    args: [
      join(this.#bench.built, 'bare.mjs'),
      'bare.json',
      'warehouse.duckdb',
      ...[connections, threads, group].map(String),
      tests,
      ...(format === undefined ? [] : [format]),
    ],
    cwd: this.directory,
  });

  oneQuery = (): Command => ({
    args: [join(this.#bench.built, 'one-query.mjs'), 'warehouse.duckdb'],
    cwd: this.directory,
  });

  emptyWarehouse = (): void => {
    for (const name of ['warehouse.duckdb', 'warehouse.duckdb.wal', 'cold'])
      rmSync(join(this.directory, name), { recursive: true, force: true });
  };

  build(): void {
    const { args, cwd } = this.assay('build', '--quiet');
    execFileSync(process.execPath, args, { cwd, stdio: 'inherit' });
  }
}

/** The project of so many small models; made when it is first asked for. */
export const modelsProject = (bench: Bench, models: number): BenchProject =>
  project(bench, `models-${models}`, (directory) => generate({ directory, models, dialect: 'assay' }));

/** The project of a hundred models on fifty million rows. */
export const rowsProject = (bench: Bench): BenchProject =>
  project(bench, 'rows', (directory) => {
    generateRows(directory);
    execFileSync(process.execPath, [join(bench.built, 'rows.mjs'), directory], { stdio: 'inherit' });
  });

function project(bench: Bench, name: string, make: (directory: string) => void): BenchProject {
  const directory = join(bench.home, name);
  const made = new BenchProject(bench, directory);
  if (existsSync(directory)) return made;
  bench.say(`making ${name}`);
  mkdirSync(directory, { recursive: true });
  make(directory);
  made.build();
  writeFileSync(join(directory, 'bare.json'), JSON.stringify(bareProject(directory)));
  return made;
}
