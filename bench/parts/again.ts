import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Entrant, hold } from '../contest.ts';
import { type BenchProject, modelsProject } from '../projects.ts';
import type { Part } from './part.ts';

const oneQuery = 'open that warehouse, one query';

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
      { name: 'build, nothing has changed', command: build, against: oneQuery },
      {
        name: 'build, one leaf has changed',
        command: build,
        before: (round) => editLeaf(project, round),
        against: oneQuery,
      },
    ];
    return hold({ part: `again-${models}`, entrants, rounds: models === 1000 ? 7 : 3, say: bench.say });
  },
});

/** Changes what a gold model means, which no other reads: a condition that holds for all. */
function editLeaf({ directory }: BenchProject, round: number): void {
  const path = join(directory, 'models/gold/area_000/gold_00003.sql');
  const text = readFileSync(path, 'utf8').replace(/\nhaving .*\n$/, '\n');
  writeFileSync(path, `${text}having count(*) > -${round + 1}\n`);
}
