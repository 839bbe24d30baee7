import type { AssayCommand } from '../command.ts';
import { addRunOptions, addStoreFailures, type RunOptions } from '../options.ts';
import { runKinds } from '../run/run-kinds.ts';

export const test: AssayCommand<RunOptions> = {
  name: 'test',
  summary: 'runs the data tests on what is published',
  options: (command) => addStoreFailures(addRunOptions(command)),
  run: async (options, terminal) => {
    const { runProject } = await import('../run/run-project.ts');
    return runProject(runKinds.test, options, terminal);
  },
};
