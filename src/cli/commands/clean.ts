import type { CleanOptions } from '../clean-project.ts';
import type { AssayCommand } from '../command.ts';
import { addProjectOptions, addQuiet } from '../options.ts';

export const clean: AssayCommand<CleanOptions> = {
  name: 'clean',
  summary: 'removes compiled SQL and artifacts: the clean-targets of project.yml, usually target',
  options: (command) => addQuiet(addProjectOptions(command)),
  run: async (options, terminal) => {
    const { cleanProject } = await import('../clean-project.ts');
    return cleanProject(options, terminal);
  },
};
