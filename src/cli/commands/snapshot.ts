import type { AssayCommand } from '../command.ts';
import type { RunOptions } from '../options.ts';

export const snapshot: AssayCommand<RunOptions> = {
  name: 'snapshot',
  summary: 'keeps the versions of rows that snapshots are about',
  options: (command) => command,
  run: async (options, terminal) => {
    const { runProject } = await import('../run-project.ts');
    const kind = { command: 'snapshot', models: false, snapshots: true, seeds: false, tests: false } as const;
    return runProject(kind, options, terminal);
  },
};
