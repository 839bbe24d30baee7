import type { AssayCommand } from '../command.ts';
import {
  addBuildMissing,
  addForce,
  addFullRefresh,
  addRunOptions,
  addStoreFailures,
  addVerbose,
  type RunOptions,
} from '../options.ts';
import { runKinds } from '../run/run-kinds.ts';

export const build: AssayCommand<RunOptions> = {
  name: 'build',
  summary: 'builds, tests and publishes models and seeds',
  options: (command) =>
    addBuildMissing(addStoreFailures(addVerbose(addForce(addFullRefresh(addRunOptions(command)))))),
  run: async (options, terminal) => {
    const { settled } = await import('../settled/answer-settled.ts');
    if (settled.answers(runKinds.build, options, terminal)) return 0;
    const { runProject } = await import('../run/run-project.ts');
    return runProject(runKinds.build, options, terminal);
  },
};
