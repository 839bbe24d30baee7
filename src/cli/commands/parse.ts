import type { AssayCommand } from '../command.ts';
import { addProjectOptions, addQuiet } from '../options.ts';
import type { ParseOptions } from '../parse-project.ts';

export const parse: AssayCommand<ParseOptions> = {
  name: 'parse',
  summary: 'reads and checks the whole project, and writes target/manifest.json',
  options: (command) => addQuiet(addProjectOptions(command)),
  run: async (options, terminal) => {
    const { parseProject } = await import('../parse-project.ts');
    return parseProject(options, terminal);
  },
};
