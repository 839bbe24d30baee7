import { type Entrant, hold } from '../contest.ts';
import { modelsProject } from '../projects.ts';
import { smallStatements } from './build.ts';
import type { Part } from './part.ts';

/** What is small enough to be measured with every change: tests/bench holds its ratio to the one that is recorded. */
export const small: Part = {
  name: 'small',
  text: 'Build 200 models with 600 tests into an empty warehouse',
  run: (bench) => {
    const project = modelsProject(bench, 200);
    const entrants: readonly Entrant[] = [
      { name: 'bare DuckDB', command: () => project.bare(smallStatements), before: project.emptyWarehouse },
      {
        name: 'build',
        command: () => project.assay('build', '--quiet'),
        before: project.emptyWarehouse,
        against: 'bare DuckDB',
      },
    ];
    return hold({ part: 'small', entrants, rounds: 3, say: bench.say });
  },
};
