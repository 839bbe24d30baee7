import type { DataTest } from '../../check/index.ts';
import { acceptedRange } from './accepted-range.ts';
import { acceptedValues } from './accepted-values.ts';
import { expressionIsTrue } from './expression-is-true.ts';
import { notEmpty } from './not-empty.ts';
import { notNull } from './not-null.ts';
import { relationships } from './relationships.ts';
import { unique } from './unique.ts';
import { uniqueCombination } from './unique-combination.ts';

/** Every built-in data test, by name. */
export const dataTests: ReadonlyMap<string, DataTest> = new Map(
  [
    notNull,
    unique,
    acceptedValues,
    relationships,
    acceptedRange,
    expressionIsTrue,
    uniqueCombination,
    notEmpty,
  ].map((test) => [test.name, test]),
);
