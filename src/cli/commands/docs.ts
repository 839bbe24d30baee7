import type { AssayCommand } from '../command.ts';
import type { DocsOptions } from '../inspect/generate-docs.ts';
import { addWait } from '../options.ts';

export const docsGenerate: AssayCommand<DocsOptions> = {
  name: 'docs generate',
  summary: 'writes catalog.json: the columns and types that relations have',
  options: addWait,
  run: async (options, terminal) => {
    const { generateDocs } = await import('../inspect/generate-docs.ts');
    return generateDocs(options, terminal);
  },
};

export const docsServe: AssayCommand<object> = {
  name: 'docs serve',
  summary: 'is not here: dbt serves a page of its own',
  options: (command) => command,
  run: async (_, terminal) => {
    const { servesNoDocs } = await import('../inspect/generate-docs.ts');
    terminal.stderr.write(servesNoDocs);
    return 2;
  },
};
