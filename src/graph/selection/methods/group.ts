import { ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `group:finance`. */
export const group: SelectorMethod = {
  name: 'group',
  compile(criterion) {
    const pattern = textOf(criterion);
    return ok((node) => node.group !== undefined && node.group !== '' && fnmatch(node.group, pattern));
  },
};
