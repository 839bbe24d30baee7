import type { AssayCommand } from '../command.ts';
import type { ParseOptions } from '../inspect/parse-project.ts';
import { addProjectOptions } from '../options.ts';

export const parse: AssayCommand<ParseOptions> = {
  name: 'parse',
  summary: 'checks the whole project and writes manifest.json',
  options: (command) => addProjectOptions(command),
  run: async (options, terminal) => {
    const { parseProject } = await import('../inspect/parse-project.ts');
    return parseProject(options, terminal);
  },
};
