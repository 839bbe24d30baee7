import type { AssayCommand } from '../command.ts';
import { addForce, addFullRefresh, addRunOptions, addVerbose, type RunOptions } from '../options.ts';
import { runKinds } from '../run/run-kinds.ts';

export const seed: AssayCommand<RunOptions> = {
  name: 'seed',
  summary: 'loads the seeds',
  options: (command) => addVerbose(addForce(addFullRefresh(addRunOptions(command)))),
  run: async (options, terminal) => {
    const { settled } = await import('../settled/answer-settled.ts');
    if (settled.answers(runKinds.seed, options, terminal)) return 0;
    const { runProject } = await import('../run/run-project.ts');
    return runProject(runKinds.seed, options, terminal);
  },
};
