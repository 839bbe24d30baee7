import { fail, ok } from '../../../base/index.ts';
import { type Matches, type SelectorMethod, textOf, valueError } from '../selector-method.ts';

const generic: Matches = (node) => node.test?.kind === 'generic';
const singular: Matches = (node) => node.test?.kind === 'singular';
const types: Readonly<Record<string, Matches>> = {
  generic,
  schema: generic,
  singular,
  data: (node) => node.test !== undefined,
  unit: (node) => node.resource === 'unit_test',
};

/** `test_type:generic`, `test_type:singular`, `test_type:data` (both), `test_type:unit`. */
export const testType: SelectorMethod = {
  name: 'test_type',
  compile(criterion) {
    const type = types[textOf(criterion)];
    if (type !== undefined) return ok(type);
    const hint = 'it is one of generic, singular, data and unit';
    return fail(valueError(criterion, `'${criterion.value}' is no type of test`, hint));
  },
};
