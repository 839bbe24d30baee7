import type { AssayCommand } from '../command.ts';
import {
  addBuildMissing,
  addForce,
  addFullRefresh,
  addRunOptions,
  addVerbose,
  type RunOptions,
} from '../options.ts';
import { runKinds } from '../run/run-kinds.ts';

export const run: AssayCommand<RunOptions> = {
  name: 'run',
  summary: 'builds models without testing them',
  options: (command) => addBuildMissing(addVerbose(addForce(addFullRefresh(addRunOptions(command))))),
  run: async (options, terminal) => {
    const { settled } = await import('../settled/answer-settled.ts');
    if (settled.answers(runKinds.run, options, terminal)) return 0;
    const { runProject } = await import('../run/run-project.ts');
    return runProject(runKinds.run, options, terminal);
  },
};
