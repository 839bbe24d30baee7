import type { AssayCommand } from '../command.ts';
import type { FreshnessOptions } from '../inspect/check-freshness.ts';
import { addWait } from '../options.ts';

export const sourceFreshness: AssayCommand<FreshnessOptions> = {
  name: 'source freshness',
  aliases: ['snapshot-freshness'],
  summary: 'tells how old the newest rows of sources are',
  options: addWait,
  run: async (options, terminal) => {
    const { checkFreshness } = await import('../inspect/check-freshness.ts');
    return checkFreshness(options, terminal);
  },
};
