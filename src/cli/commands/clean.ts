import type { CleanOptions } from '../clean-project.ts';
import type { AssayCommand } from '../command.ts';
import { addProjectOptions } from '../options.ts';

export const clean: AssayCommand<CleanOptions> = {
  name: 'clean',
  summary: 'removes compiled SQL and artifacts',
  options: (command) => addProjectOptions(command),
  run: async (options, terminal) => {
    const { cleanProject } = await import('../clean-project.ts');
    return cleanProject(options, terminal);
  },
};
