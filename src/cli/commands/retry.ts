import type { AssayCommand } from '../command.ts';
import { addProjectOptions, addWait, type RunOptions } from '../options.ts';

export const retry: AssayCommand<RunOptions> = {
  name: 'retry',
  summary: 'repeats the last command for what failed or was skipped',
  options: (command) =>
    addWait(addProjectOptions(command)).option(
      '--state <dir>',
      'the folder with the artifacts of the command to repeat (default: that of --target-path)',
    ),
  run: async (options, terminal) => {
    const { retryRun } = await import('../run/retry-run.ts');
    return retryRun(options, terminal);
  },
};
