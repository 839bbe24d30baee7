import type { Builtin } from '../values/builtin.ts';
import { strCaseMethods } from './str-case.ts';
import { strLayoutMethods } from './str-layout.ts';
import { strPredicates } from './str-predicates.ts';
import { strSearchMethods } from './str-search.ts';
import { strSplitMethods } from './str-split.ts';

/** Python's methods of str. */
export const strMethods: ReadonlyMap<string, Builtin> = new Map([
  ...strCaseMethods,
  ...strLayoutMethods,
  ...strPredicates,
  ...strSearchMethods,
  ...strSplitMethods,
]);
