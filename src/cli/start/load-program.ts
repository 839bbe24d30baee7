import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Script } from 'node:vm';
import { codeCacheFor } from './code-cache.ts';

type Program = (require: NodeJS.Require, filename: string, dirname: string) => void;

/**
 * Runs the bundle, which is one file with a function in it. What V8 compiled of it the last time is taken from the cache,
 * which halves the time until a command has begun.
 */
export function loadProgram(path: string, require: NodeJS.Require): void {
  const { argv, env } = process;
  // The bundler writes nothing but ASCII, which is read as it is.
  const source = readFileSync(path, 'latin1');
  const cache = codeCacheFor(path, argv.slice(2), env);
  const script = new Script(source, { filename: path, ...(cache?.code && { cachedData: cache.code }) });
  process.once('exit', (status) => {
    if (status === 0 || status === 1) cache?.keep(script);
  });
  // Last of all that listens to the end.
  process.once('beforeExit', () => process.once('exit', (status) => leave(status, require)));
  (script.runInThisContext() as Program)(require, path, dirname(path));
}

/**
 * Ends the process at once, where Node would give back its memory page by page first. What is native, which is DuckDB,
 * closes by itself.
 */
function leave(status: number, { cache }: NodeJS.Require): void {
  if (!Object.keys(cache).some((path) => path.endsWith('.node'))) process.exit(status);
}
