import { again } from './again.ts';
import { build1000, build10000, rows } from './build.ts';
import { parse } from './parse.ts';
import type { Part } from './part.ts';
import { small } from './small.ts';
import { start } from './start.ts';

export { memoryLimit } from './build.ts';

/** All that a bench measures, in order. */
export const parts: readonly Part[] = [
  small,
  start,
  parse(1000),
  build1000,
  again(1000),
  rows,
  parse(10000),
  build10000,
  again(10000),
];
