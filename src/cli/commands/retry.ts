import type { AssayCommand } from '../command.ts';
import { addWait, type RunOptions } from '../options.ts';

export const retry: AssayCommand<RunOptions> = {
  name: 'retry',
  summary: 'repeats the last command for what failed or was skipped',
  options: addWait,
  run: async (options, terminal) => {
    const { retryRun } = await import('../retry-run.ts');
    return retryRun(options, terminal);
  },
};
