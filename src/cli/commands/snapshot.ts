import type { AssayCommand } from '../command.ts';
import type { RunOptions } from '../options.ts';
import { runKinds } from '../run/run-kinds.ts';

export const snapshot: AssayCommand<RunOptions> = {
  name: 'snapshot',
  summary: 'keeps the versions of rows that snapshots are about',
  options: (command) => command,
  run: async (options, terminal) => {
    const { runProject } = await import('../run/run-project.ts');
    return runProject(runKinds.snapshot, options, terminal);
  },
};
