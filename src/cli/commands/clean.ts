import type { AssayCommand } from '../command.ts';
import type { CleanOptions } from '../maintain/clean-project.ts';
import type { DropOptions } from '../maintain/drop-built.ts';
import { addProjectOptions, addWait } from '../options.ts';

export const clean: AssayCommand<CleanOptions & DropOptions> = {
  name: 'clean',
  summary: 'removes compiled SQL and artifacts, or what was built',
  options: (command) =>
    addWait(addProjectOptions(command))
      .option('--orphans', 'drops the relations that nothing in the project builds any more, instead')
      .option('--schema', 'drops everything that was built in the target, which has to be named, instead'),
  run: async (options, terminal) => {
    if (options.orphans === true || options.schema === true) {
      const { dropBuilt } = await import('../maintain/drop-built.ts');
      return dropBuilt(options, terminal);
    }
    const { cleanProject } = await import('../maintain/clean-project.ts');
    return cleanProject(options, terminal);
  },
};
