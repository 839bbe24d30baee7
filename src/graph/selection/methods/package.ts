import { ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `package:dbt_utils`; `package:this` is the project itself. */
export const packageMethod: SelectorMethod = {
  name: 'package',
  compile(criterion, universe) {
    const text = textOf(criterion);
    const pattern = text === 'this' ? universe.project : text;
    return ok((node) => fnmatch(node.package, pattern));
  },
};
