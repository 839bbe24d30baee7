import { ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `file:orders.sql`, `file:orders`, `file:stg_*`: the file's name without its folders. */
export const file: SelectorMethod = {
  name: 'file',
  compile(criterion) {
    const pattern = textOf(criterion);
    return ok((node) => {
      const name = node.path.slice(node.path.lastIndexOf('/') + 1);
      return fnmatch(name, pattern) || fnmatch(stem(name), pattern);
    });
  },
};

function stem(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot > 0 && dot < name.length - 1 ? name.slice(0, dot) : name;
}
