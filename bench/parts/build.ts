import { cpus } from 'node:os';
import { type Entrant, hold } from '../contest.ts';
import { dbtProject, type PeerProject, sqlmeshProject } from '../peer-projects.ts';
import { type Bare, type BenchProject, modelsProject, rowsProject } from '../projects.ts';
import type { Part } from './part.ts';

/** The fastest way for many small statements: each processor one of its own at a time, commits for many at once. */
const smallStatements: Bare = {
  connections: Math.max(2, cpus().length),
  threads: 1,
  group: 16,
  tests: 'together',
};

/** A full build of small models, and what it is measured against. */
export const besideBare = (project: BenchProject): readonly Entrant[] => [
  { name: 'bare DuckDB', command: () => project.bare(smallStatements), before: project.emptyWarehouse },
  {
    name: 'build',
    command: () => project.assay('build', '--quiet'),
    before: project.emptyWarehouse,
    against: 'bare DuckDB',
  },
];

/** The format of Assay's own files, which DuckDB takes only if it is told. */
const newFormat: Bare = { ...smallStatements, format: 'v1.3.0' };

/** A full build into an empty warehouse, beside bare DuckDB and the peers. */
export const build1000: Part = {
  name: 'build-1000',
  text: 'Build 1,000 models with 3,000 tests into an empty warehouse',
  run: (bench) => {
    const { dbt2, dbtCore, sqlmesh } = bench.peers;
    const project = modelsProject(bench, 1000);
    const dbt = dbtProject(bench, 1000);
    const entrants: readonly Entrant[] = [
      ...besideBare(project),
      {
        name: 'build, nothing parsed before',
        command: (round) => project.cold('build', round),
        before: project.emptyWarehouse,
        against: 'bare DuckDB',
      },
      {
        name: 'bare DuckDB, in the file format of DuckDB 1.3',
        command: () => project.bare(newFormat),
        before: project.emptyWarehouse,
        against: 'bare DuckDB',
      },
      ...peer('dbt 2: build', dbt2, dbt),
      ...peer('dbt-core: build', dbtCore, dbt),
      ...peer('SQLMesh: plan', sqlmesh, sqlmeshProject(bench, 1000)),
    ];
    return hold({ part: 'build-1000', entrants, rounds: 5, say: bench.say });
  },
};

/** @param name of the program and its command that builds everything */
function peer(name: string, program: string | undefined, project: PeerProject): readonly Entrant[] {
  if (program === undefined) return [];
  const command = name.slice(name.indexOf(': ') + 2);
  return [
    {
      name,
      command: (round) => project.command(program, command, round),
      before: project.empty,
      against: 'build',
      rounds: 1,
    },
  ];
}

/** DuckDB's limit in the build of 10,000 models, in megabytes. */
export const memoryLimit = 1024;

/** Ten times as much, with DuckDB held to a gigabyte. */
export const build10000: Part = {
  name: 'build-10000',
  text: 'Build 10,000 models with 30,000 tests into an empty warehouse, where DuckDB may use 1 GB',
  run: async (bench) => {
    const project = modelsProject(bench, 10000);
    const entrants: readonly Entrant[] = [
      { name: 'bare DuckDB', command: () => project.bare(smallStatements), before: project.emptyWarehouse },
      {
        name: 'build',
        command: () => project.assay('build', '--quiet', '--target', 'limited'),
        before: project.emptyWarehouse,
        against: 'bare DuckDB',
      },
    ];
    return hold({ part: 'build-10000', entrants, rounds: 1, say: bench.say });
  },
};

/** Few models on many rows, where DuckDB should take nearly all of the time. */
export const rows: Part = {
  name: 'rows',
  text: 'Build 100 models with 300 tests over 50 million rows into an empty warehouse',
  run: (bench) => {
    const project = rowsProject(bench);
    const driven = { connections: 2, threads: cpus().length, group: 1 } as const;
    const entrants: readonly Entrant[] = [
      {
        name: 'bare DuckDB',
        command: () => project.bare({ ...driven, tests: 'apart' }),
        before: project.emptyWarehouse,
      },
      {
        name: 'build',
        command: () => project.assay('build', '--quiet'),
        before: project.emptyWarehouse,
        against: 'bare DuckDB',
      },
    ];
    return hold({ part: 'rows', entrants, rounds: 3, say: bench.say });
  },
};
