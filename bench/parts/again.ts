import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entrant, hold } from '../contest.ts';
import { sqlmeshProject } from '../peer-projects.ts';
import { type Bench, type BenchProject, modelsProject } from '../projects.ts';
import type { Part } from './part.ts';

const oneQuery = 'open that warehouse, one query';
const nothing = 'build, nothing has changed';

/** A build where little or nothing is to be done, beside the least that can be done with the same warehouse. */
export const again = (models: 1000 | 10000): Part => ({
  name: `again-${models}`,
  text: `Build ${models.toLocaleString('en')} models again, where nothing or one model has changed`,
  run: (bench) => {
    const project = modelsProject(bench, models);
    project.build();
    const build = () => project.assay('build', '--quiet');
    const entrants: readonly Entrant[] = [
      { name: oneQuery, command: project.oneQuery },
      { name: nothing, command: build, against: oneQuery },
      {
        name: 'build, one leaf has changed',
        command: build,
        before: (round) => editLeaf(project, round),
        against: oneQuery,
      },
      ...(models === 1000 ? sqlmeshAgain(bench) : []),
    ];
    return hold({ part: `again-${models}`, entrants, rounds: models === 1000 ? 7 : 3, say: bench.say });
  },
});

/** SQLMesh, the peer that knows what it built; dbt builds all of it again. */
function sqlmeshAgain(bench: Bench): readonly Entrant[] {
  const { sqlmesh } = bench.peers;
  if (sqlmesh === undefined) return [];
  const project = sqlmeshProject(bench, 1000);
  const build = () => {
    const { program, args, cwd } = project.command(sqlmesh, 'plan', 0);
    execFileSync(program!, args, { cwd, stdio: 'pipe' });
  };
  return [
    {
      name: 'SQLMesh: plan, nothing has changed',
      command: (round) => project.command(sqlmesh, 'plan', round),
      before: build,
      against: nothing,
      rounds: 1,
    },
  ];
}

/** Changes what a gold model means, which no other reads: a condition that holds for all. */
function editLeaf({ directory }: BenchProject, round: number): void {
  const path = join(directory, 'models/gold/area_000/gold_00003.sql');
  const text = readFileSync(path, 'utf8').replace(/\nhaving .*\n$/, '\n');
  writeFileSync(path, `${text}having count(*) > -${round + 1}\n`);
}
