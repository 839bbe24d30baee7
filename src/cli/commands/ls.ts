import { Option } from 'commander';
import type { AssayCommand } from '../command.ts';
import type { ListOptions } from '../inspect/list-nodes.ts';
import { addProjectOptions, addSelectionOptions } from '../options.ts';

export const ls: AssayCommand<ListOptions> = {
  name: 'ls',
  aliases: ['list'],
  summary: 'lists what is selected',
  options: (command) =>
    addSelectionOptions(addProjectOptions(command))
      .addOption(
        new Option('--output <format>', 'what is printed of each; selector is what --select takes')
          .choices(['text', 'selector', 'name', 'path', 'json'])
          .default('selector'),
      )
      .option(
        '--output-keys <keys...>',
        'with json: these keys of manifest.json, also deeper ones: config.materialized',
      ),
  run: async (options, terminal) => {
    const { listNodes } = await import('../inspect/list-nodes.ts');
    return listNodes(options, terminal);
  },
};
