import { ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `test_name:not_null`: the name of the generic test; of a unit test its own name. */
export const testName: SelectorMethod = {
  name: 'test_name',
  compile(criterion) {
    const pattern = textOf(criterion);
    return ok(
      (node) =>
        (node.test?.kind === 'generic' && fnmatch(node.test.name, pattern)) ||
        (node.resource === 'unit_test' && fnmatch(node.name, pattern)),
    );
  },
};
