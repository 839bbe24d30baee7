import { InvalidArgumentError, Option } from 'commander';
import type { AssayCommand } from '../command.ts';
import { addDefer, addFullRefresh, addProjectOptions, addSelectionOptions, addWait } from '../options.ts';
import type { ShowOptions } from '../select/shown-nodes.ts';

export const show: AssayCommand<ShowOptions> = {
  name: 'show',
  summary: 'prints rows: of a model, of SQL, of a failed test',
  options: (command) =>
    addWait(addFullRefresh(addDefer(addSelectionOptions(addProjectOptions(command)))))
      .option('--inline <sql>', 'the rows of this SQL: "select * from {{ ref(\'orders\') }}"')
      .option('--failures <test>', 'the rows that fail this test; of a build that failed, those it withheld')
      .option('--limit <n>', 'how many rows; -1 for all (default: 5, and all with --failures)', wholeNumber)
      .addOption(
        new Option('--output <format>', 'how they are printed; jsonl is one object a row and nothing else')
          .choices(['text', 'json', 'jsonl'])
          .default('text'),
      ),
  run: async (options, terminal) => {
    const { showRows } = await import('../inspect/show-rows.ts');
    return showRows(options, terminal);
  },
};

function wholeNumber(text: string): number {
  if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number.');
  return Number(text);
}
