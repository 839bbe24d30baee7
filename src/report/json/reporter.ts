import type { Output } from '../output.ts';
import type { Reporter } from '../reporter.ts';
import { eventData } from './event.ts';

/** Every event as a line of JSON: `--log-format json`. */
export function jsonReporter(output: Pick<Output, 'write'>): Reporter {
  return {
    report(event) {
      if (event.kind === 'said' && event.level === 'debug') return;
      output.write(`${JSON.stringify(eventData(event))}\n`);
    },
    close: () => {},
  };
}
