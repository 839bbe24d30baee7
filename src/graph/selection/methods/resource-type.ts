import { didYouMean, fail, ok } from '../../../base/index.ts';
import { resourceTypes, typesWithoutNodes } from '../resource-types.ts';
import { type SelectorMethod, textOf, valueError } from '../selector-method.ts';

/** `resource_type:model`, `resource_type:exposure`. */
export const resourceType: SelectorMethod = {
  name: 'resource_type',
  compile(criterion) {
    const type = textOf(criterion);
    if ([...resourceTypes, ...typesWithoutNodes].includes(type)) return ok((node) => node.resource === type);
    const hint = didYouMean(type, resourceTypes) ?? `it is one of ${resourceTypes.join(', ')}`;
    return fail(valueError(criterion, `'${type}' is no type of resource`, hint));
  },
};
