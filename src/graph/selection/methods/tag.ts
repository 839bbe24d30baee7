import { ok } from '../../../base/index.ts';
import { fnmatch } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `tag:nightly`, `tag:team_*`. */
export const tag: SelectorMethod = {
  name: 'tag',
  compile(criterion) {
    const pattern = textOf(criterion);
    return ok((node) => node.tags.some((name) => fnmatch(name, pattern)));
  },
};
