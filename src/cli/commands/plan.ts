import { Option } from 'commander';
import type { AssayCommand } from '../command.ts';
import {
  addBuildMissing,
  addDefer,
  addForce,
  addFullRefresh,
  addProjectOptions,
  addSelectionOptions,
  addWait,
} from '../options.ts';
import type { PlanOptions } from '../run/answer-plan.ts';

export const plan: AssayCommand<PlanOptions> = {
  name: 'plan',
  summary: 'tells what build would do, and why, without doing it',
  options: (command) =>
    addWait(
      addBuildMissing(addForce(addFullRefresh(addDefer(addSelectionOptions(addProjectOptions(command)))))),
    ).addOption(
      new Option('--output <format>', 'how it is printed: as a tree, or with every old and new value')
        .choices(['text', 'json'])
        .default('text'),
    ),
  run: async (options, terminal) => {
    const { explainRun } = await import('../run/explain-run.ts');
    return explainRun(options, terminal);
  },
};
