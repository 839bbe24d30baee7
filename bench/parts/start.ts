import { spawnSync } from 'node:child_process';
import { type Entrant, hold } from '../contest.ts';
import { type BenchProject, modelsProject } from '../projects.ts';
import type { Part } from './part.ts';

/** What answers at once, beside a node that does nothing. */
export const start: Part = {
  name: 'start',
  text: 'Commands that should answer at once, in the project of 1,000 models',
  run: (bench) => {
    const project = modelsProject(bench, 1000);
    const commands: readonly (readonly string[])[] = [
      ['--version'],
      ['--help'],
      ['completion', 'bash'],
      ['ls'],
    ];
    const entrants: readonly Entrant[] = [
      { name: 'node -e 0', command: () => ({ args: ['-e', '0'], cwd: project.directory }) },
      ...commands
        .filter((args) => exists(args, project))
        .map((args) => ({ name: args[0]!, command: () => project.assay(...args), against: 'node -e 0' })),
    ];
    return hold({ part: 'start', entrants, rounds: 15, say: bench.say });
  },
};

const exists = (given: readonly string[], project: BenchProject): boolean => {
  const { args, cwd } = project.assay(...given);
  return spawnSync(process.execPath, args, { cwd }).status === 0;
};
