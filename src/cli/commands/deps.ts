import type { AssayCommand } from '../command.ts';
import type { DepsOptions } from '../maintain/install-deps.ts';

export const deps: AssayCommand<DepsOptions> = {
  name: 'deps',
  summary: 'installs the packages of packages.yml',
  options: (command) => command,
  run: async (options, terminal) => {
    const { installDeps } = await import('../maintain/install-deps.ts');
    return installDeps(options, terminal);
  },
};
