import { describe } from 'vitest';
import { asTable, compare, partOf } from './compare.ts';

describe.skipIf(asTable)('the other half of the cases', () => compare(partOf(1, 2)));
