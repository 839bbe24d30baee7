import type { AssayCommand } from '../command.ts';
import type { DebugOptions } from '../inspect/debug-report.ts';
import { addProjectOptions, addWait } from '../options.ts';

export const debug: AssayCommand<DebugOptions> = {
  name: 'debug',
  summary: 'shows versions and target, and opens the warehouse',
  options: (command) =>
    addWait(addProjectOptions(command)).option('--connection', 'only tries to open the warehouse'),
  run: async (options, terminal) => {
    const { debugReport } = await import('../inspect/debug-report.ts');
    return debugReport(options, terminal);
  },
};
