import type { AssayCommand } from '../command.ts';
import { build } from './build.ts';
import { clean } from './clean.ts';
import { clone } from './clone.ts';
import { compile } from './compile.ts';
import { completion } from './completion.ts';
import { debug } from './debug.ts';
import { deps } from './deps.ts';
import { docsGenerate, docsServe } from './docs.ts';
import { explain } from './explain.ts';
import { init } from './init.ts';
import { ls } from './ls.ts';
import { parse } from './parse.ts';
import { plan } from './plan.ts';
import { retry } from './retry.ts';
import { run } from './run.ts';
import { runOperation } from './run-operation.ts';
import { seed } from './seed.ts';
import { show } from './show.ts';
import { snapshot } from './snapshot.ts';
import { sourceFreshness } from './source-freshness.ts';
import { test } from './test.ts';

/** Every command, in the order of the help. */
export const commands: readonly AssayCommand<never>[] = [
  init,
  build,
  run,
  test,
  seed,
  plan,
  compile,
  ls,
  show,
  retry,
  clone,
  parse,
  debug,
  clean,
  explain,
  completion,
];

/** What there is in dbt projects only, in the order of the help. */
export const dbtCommands: readonly AssayCommand<never>[] = [
  snapshot,
  sourceFreshness,
  docsGenerate,
  docsServe,
  runOperation,
  deps,
];
