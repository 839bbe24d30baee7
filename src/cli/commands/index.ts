import type { AssayCommand } from '../command.ts';
import { build } from './build.ts';
import { run } from './run.ts';
import { seed } from './seed.ts';
import { test } from './test.ts';

/** Every command, in the order of the help. */
export const commands: readonly AssayCommand<never>[] = [build, run, test, seed];
