import { Option } from 'commander';
import type { AssayCommand } from '../command.ts';
import type { CompileOptions } from '../inspect/compile-options.ts';
import { addDefer, addFullRefresh, addProjectOptions, addSelectionOptions, addWait } from '../options.ts';

export const compile: AssayCommand<CompileOptions> = {
  name: 'compile',
  summary: 'prints the SQL of a model, or writes that of many',
  options: (command) =>
    addWait(addFullRefresh(addDefer(addSelectionOptions(addProjectOptions(command)))))
      .option(
        '--inline <sql>',
        'compiles this SQL instead of the project’s: "select * from {{ ref(\'orders\') }}"',
      )
      .addOption(
        new Option('--output <format>', 'how the SQL is printed').choices(['text', 'json']).default('text'),
      ),
  run: async (options, terminal) => {
    const { compileProject } = await import('../inspect/compile-project.ts');
    return compileProject(options, terminal);
  },
};
