import { relative } from 'node:path';
import type { Every, Output } from '../report/index.ts';
import { secretMask } from './mask-secrets.ts';

/** The process as commands see it; made once, by `main`. */
export interface Terminal {
  /** Under which name it was called: `dbt` answers as dbt does. */
  readonly program: 'assay' | 'dbt';
  readonly stdout: Output;
  readonly stderr: Output;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly cwd: string;
  readonly every: Every;
  /** Aborted when the user presses Ctrl-C; pressed twice, the process ends at once. */
  readonly interrupted: AbortSignal;
}

export function openTerminal(args: readonly string[], program: Terminal['program']): Terminal {
  const colorless = args.includes('--no-color') || args.includes('--no-use-colors');
  const env = colorless ? { ...process.env, NO_COLOR: '1' } : process.env;
  const abort = new AbortController();
  const onSignal = () => {
    if (abort.signal.aborted) process.exit(130);
    abort.abort();
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  for (const stream of [process.stdout, process.stderr]) {
    // The reader of a pipe may leave early, as `head` does: that is no error of ours.
    stream.on('error', (failure: NodeJS.ErrnoException) => {
      if (failure.code === 'EPIPE') process.exit(0);
      throw failure;
    });
  }
  return {
    program,
    stdout: output(process.stdout, env),
    stderr: output(process.stderr, env),
    env,
    cwd: process.cwd(),
    every: (milliseconds, action) => {
      const timer = setInterval(action, milliseconds);
      return () => clearInterval(timer);
    },
    interrupted: abort.signal,
  };
}

/** A path as it can be pasted: relative where it is below the working folder. */
export function shownFolder(path: string, { cwd }: Pick<Terminal, 'cwd'>): string {
  const shown = relative(cwd, path);
  return shown === '' ? '.' : shown.startsWith('..') ? path : shown;
}

/** Where the width is not known, as in a pipe, lines are not cut. */
const unknownWidth = 200;

function output(stream: NodeJS.WriteStream, env: NodeJS.ProcessEnv): Output {
  const isTTY = stream.isTTY === true && env.TERM !== 'dumb';
  const mask = secretMask(env);
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG || '';
  return {
    write: mask === undefined ? (text) => void stream.write(text) : (text) => void stream.write(mask(text)),
    isTTY,
    get columns() {
      return stream.isTTY ? stream.columns : unknownWidth;
    },
    unicode: locale === '' ? process.platform !== 'linux' || !isTTY : /utf-?8/i.test(locale),
    color: !env.NO_COLOR && (env.FORCE_COLOR ? env.FORCE_COLOR !== '0' : isTTY),
  };
}
