import { unreachable } from '../../base/index.ts';
import type { Entry } from './board.ts';

/** What became of an entry as a whole, its tests and its publication included. */
export type Verdict = 'passed' | 'warned' | 'failed' | 'withheld' | 'skipped';

export function verdictOf(entry: Entry): Verdict {
  const { outcome, tests, fate } = entry;
  if (!outcome) return 'skipped';
  switch (outcome.status) {
    case 'error':
    case 'fail':
    case 'partial success':
      return 'failed';
    case 'skipped':
      return 'skipped';
    case 'warn':
      return 'warned';
    case 'pass':
    case 'success':
    case 'no-op':
      if (tests.failed + tests.errored > 0) return 'failed';
      if (fate === 'kept' || fate === 'unpublished') return 'withheld';
      return tests.warned > 0 ? 'warned' : 'passed';
    default:
      return unreachable(outcome.status);
  }
}
