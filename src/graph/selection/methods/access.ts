import { ok } from '../../../base/index.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `access:public`, `access:protected`, `access:private`: models only. */
export const access: SelectorMethod = {
  name: 'access',
  compile(criterion) {
    const level = textOf(criterion);
    return ok((node) => node.resource === 'model' && node.access === level);
  },
};
