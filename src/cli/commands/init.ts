import type { AssayCommand } from '../command.ts';
import type { InitOptions } from '../maintain/init-project.ts';

export const init: AssayCommand<InitOptions> = {
  name: 'init',
  summary: 'makes a small project that builds at once',
  arguments: [{ name: '<name>', description: 'the name of the project and of the folder' }],
  options: (command) => command,
  run: async (options, terminal, [name]) => {
    const { initProject } = await import('../maintain/init-project.ts');
    return initProject(name!, options, terminal);
  },
};
