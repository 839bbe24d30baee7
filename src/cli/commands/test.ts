import type { AssayCommand } from '../command.ts';
import { addRunOptions, addStoreFailures, type RunOptions } from '../options.ts';

export const test: AssayCommand<RunOptions> = {
  name: 'test',
  summary: 'runs the data tests on what is published',
  options: (command) => addStoreFailures(addRunOptions(command)),
  run: async (options, terminal) => {
    const { runProject } = await import('../run-project.ts');
    return runProject({ command: 'test', models: false, seeds: false, tests: true }, options, terminal);
  },
};
