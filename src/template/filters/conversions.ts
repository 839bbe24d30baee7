import { attribute, missing } from '../lookup.ts';
import type { Bound } from '../values/builtin.ts';
import { type Builtin, builtin, textArgument } from '../values/builtin.ts';
import { lengthOf, listOf } from '../values/iterate.ts';
import { truthy } from '../values/truth.ts';
import { Undefined } from '../values/undefined.ts';
import { given, type Value } from '../values/value.ts';

const orDefault = (self: Value, [fallback, boolean]: Bound): Value =>
  self instanceof Undefined || (boolean !== undefined && truthy(boolean) && !truthy(self))
    ? given(fallback, '')
    : self;

export const conversions: readonly [string, Builtin][] = [
  builtin('default', 'default_value? boolean?', orDefault),
  builtin('d', 'default_value? boolean?', orDefault),
  builtin('length', '', lengthOf),
  builtin('count', '', lengthOf),
  builtin('list', '', listOf),
  builtin('attr', 'name', (self, [name]) => {
    const key = textArgument(name, 'attribute name');
    const found = attribute(self, key);
    return found === undefined ? missing(self, key) : found;
  }),
  // dbt's markers say how a YAML value is to be read; in text they change nothing.
  ...['as_text', 'as_native', 'as_bool', 'as_number'].map((name) => builtin(name, '', (self) => self)),
  builtin('is_list', '', (self) => Array.isArray(self)),
];
