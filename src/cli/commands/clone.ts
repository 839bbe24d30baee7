import type { AssayCommand } from '../command.ts';
import {
  addFullRefresh,
  addProjectOptions,
  addSelectionOptions,
  addWait,
  type RunOptions,
} from '../options.ts';

export const clone: AssayCommand<RunOptions> = {
  name: 'clone',
  summary: 'makes the selected nodes from what an earlier run has built',
  options: (command) => addWait(addFullRefresh(addSelectionOptions(addProjectOptions(command)))),
  run: async (options, terminal) => {
    const { cloneNodes } = await import('../maintain/clone-nodes.ts');
    return cloneNodes(options, terminal);
  },
};
