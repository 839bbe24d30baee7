import { fail, ok } from '../../../base/index.ts';
import { missingInput, type SelectorMethod, textOf } from '../selector-method.ts';

/** `source_status:fresher`: sources with newer data than at the freshness check before. */
export const sourceStatus: SelectorMethod = {
  name: 'source_status',
  compile(criterion, { fresherSources }) {
    if (fresherSources === undefined) {
      const hint = "run 'source freshness', and pass --state DIR with the sources.json of the check before";
      return fail(missingInput(criterion, 'source_status: has no freshness checks to compare', hint));
    }
    const fresher = textOf(criterion) === 'fresher';
    return ok((node) => fresher && fresherSources.has(node.id));
  },
};
