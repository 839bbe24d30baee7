import type { Builtin } from '../values/builtin.ts';
import { builtin } from '../values/builtin.ts';
import { comparisons } from './comparisons.ts';
import { kinds } from './kinds.ts';

/** Filters are known to the test `filter` only by name, since they know the tests. */
const filterNames = new Set(
  (
    'abs attr as_bool as_native as_number as_text batch capitalize center count d default dictsort e escape ' +
    'filesizeformat first float forceescape format groupby indent int is_list items join last length list lower map max ' +
    'min pprint random reject rejectattr replace reverse round safe select selectattr slice sort string striptags sum ' +
    'title tojson trim truncate unique upper urlencode wordcount wordwrap'
  ).split(' '),
);

/** Every test, by name. */
export const tests: ReadonlyMap<string, Builtin> = new Map([
  ...comparisons,
  ...kinds,
  builtin('filter', '', (self) => typeof self === 'string' && filterNames.has(self)),
  builtin('test', '', (self) => typeof self === 'string' && tests.has(self)),
]);
