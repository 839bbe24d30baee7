import { fail, ok } from '../../../base/index.ts';
import { missingInput, type SelectorMethod, textOf } from '../selector-method.ts';

/** `result:error`, `result:fail`, `result:skipped` …: how nodes ended in an earlier run. */
export const result: SelectorMethod = {
  name: 'result',
  compile(criterion, { results }) {
    if (results === undefined) {
      const hint = 'pass --state DIR, the folder with the run_results.json of that run';
      return fail(missingInput(criterion, 'result: has no earlier run to look at', hint));
    }
    const status = textOf(criterion);
    const earlier = results();
    return earlier.ok ? ok((node) => earlier.value.get(node.id) === status) : earlier;
  },
};
