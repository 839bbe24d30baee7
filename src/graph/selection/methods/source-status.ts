import { fail, ok } from '../../../base/index.ts';
import { missingInput, type SelectorMethod, textOf } from '../selector-method.ts';

/** `source_status:fresher`: sources with newer data than at the freshness check before. */
export const sourceStatus: SelectorMethod = {
  name: 'source_status',
  compile(criterion, { fresherSources }) {
    if (fresherSources === undefined) {
      const message =
        'source_status: compares checks of freshness, and Assay does not check the freshness of sources yet';
      return fail(missingInput(criterion, message, 'name the sources, as in source:raw+'));
    }
    const fresher = fresherSources();
    if (!fresher.ok) return fresher;
    const asked = textOf(criterion) === 'fresher';
    return ok((node) => asked && fresher.value.has(node.id));
  },
};
