import { type ChildProcess, spawn } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { inject, onTestFinished } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';
import { masked } from './masks.ts';

/** Files by their path in the project; text or bytes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

export interface AssayOptions {
  /** Below the project's folder. */
  readonly cwd?: string;
  /** On top of a clean environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Milliseconds after which the process gets SIGKILL; `signal` is then in what comes back. */
  readonly timeout?: number;
  /** Called once the process runs, to send it signals: `(child) => setTimeout(() => child.kill('SIGINT'), 500)`. */
  readonly started?: (child: Pick<ChildProcess, 'kill' | 'pid'>) => void;
}

/** What a command wrote and how it ended. */
export interface Ran {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** All of it as a page to compare: the command, stdout, stderr and exit code, with times, ids and folders masked. */
  readonly page: string;
}

/** A project in a folder of its own, removed when the test ends. */
export interface Sandbox {
  /** Absolute, without symbolic links. */
  readonly dir: string;
  path(...parts: readonly string[]): string;
  write(files: Files): void;
  read(path: string): string;
  exists(path: string): boolean;
  remove(path: string): void;
  /** The paths of all files below a folder, sorted; those of the cache are not among them. */
  files(below?: string): readonly string[];
  /** Runs the command line with these arguments in the project's folder, but in this process: a tenth of the time. */
  assay(args: readonly string[], options?: Pick<AssayOptions, 'cwd' | 'env'>): Promise<Ran>;
  /** Runs the bundle, as `bin/assay.js` in a process of its own. */
  spawned(args: readonly string[], options?: AssayOptions): Promise<Ran>;
}

export const repository = realpathSync(join(import.meta.dirname, '..', '..'));
const launcher = join(repository, 'bin', 'assay.js');

/** Makes a folder with these files; `from` is a folder whose files are copied first. */
export function sandbox(files: Files = {}, from?: string): Sandbox {
  const dir = realpathSync(mkdtempSync(join(tmpdir(), 'assay-cli-')));
  onTestFinished(() => rmSync(dir, { recursive: true, force: true, maxRetries: 3 }));
  if (from !== undefined) cpSync(from, dir, { recursive: true });
  const path = (...parts: readonly string[]): string => join(dir, ...parts);
  const write = (more: Files): void => {
    for (const [name, content] of Object.entries(more)) {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    }
  };
  write(files);
  return {
    dir,
    path,
    write,
    read: (name) => readFileSync(path(name), 'utf8'),
    exists: (name) => existsSync(path(name)),
    remove: (name) => rmSync(path(name), { recursive: true, force: true }),
    files: (below = '.') =>
      readdirSync(path(below), { recursive: true, withFileTypes: true })
        .filter((entry) => !entry.isDirectory())
        .map((entry) => relative(dir, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
        .filter((name) => !name.includes('/.assay/'))
        .sort(),
    assay: (args, options = {}) => runHere(dir, args, options),
    spawned: (args, options = {}) => spawnAssay(dir, args, options),
  };
}

/** What the command line sees of the environment. */
function environment(more: AssayOptions['env'] = {}): Record<string, string> {
  const { PATH, HOME, TMPDIR } = process.env;
  const all = { PATH, HOME, TMPDIR, LANG: 'C.UTF-8', ...more };
  return Object.fromEntries(
    Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined),
  );
}

async function runHere(dir: string, args: readonly string[], { cwd = '.', env }: AssayOptions): Promise<Ran> {
  const home = process.cwd();
  const folder = join(dir, cwd);
  try {
    process.chdir(folder);
    const { exit, stdout, stderr } = await runAssay(args, folder, environment(env));
    return {
      stdout,
      stderr,
      exitCode: exit,
      signal: null,
      page: page(args, { stdout, stderr, end: `${exit}` }, dir),
    };
  } finally {
    process.chdir(home);
  }
}

function spawnAssay(dir: string, args: readonly string[], options: AssayOptions): Promise<Ran> {
  const failure = inject('bundling');
  if (failure !== '')
    throw new Error(`dist/ could not be built, so there is no command line to test:\n${failure}`);
  const env = environment(options.env);
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [launcher, ...args], {
      cwd: join(dir, options.cwd ?? '.'),
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: options.timeout ?? 55_000,
      killSignal: 'SIGKILL',
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (exitCode, signal) => {
      resolve({
        stdout,
        stderr,
        exitCode,
        signal,
        page: page(args, { stdout, stderr, end: signal ?? `${exitCode}` }, dir),
      });
    });
    options.started?.(child);
  });
}

/** `$ assay ls`, what stdout got, `── stderr` and what that got, `── exit 0`. */
function page(
  args: readonly string[],
  { stdout, stderr, end }: { stdout: string; stderr: string; end: string },
  dir: string,
): string {
  const said = stderr === '' ? '' : `── stderr\n${ended(stderr)}`;
  return masked(`$ assay ${args.map(quoted).join(' ')}\n${ended(stdout)}${said}── exit ${end}\n`, {
    [dir]: '<project>',
    [repository]: '<assay>',
  });
}

const ended = (text: string): string => (text === '' || text.endsWith('\n') ? text : `${text}\n`);

const quoted = (word: string): string =>
  /^[\w@%+=:,./*-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;

/**
 * Runs several commands one after the other, in a project or however it is said; their pages as one, to compare with a file
 * of tests/cases/cli.
 */
export async function pages(
  by: Sandbox | Sandbox['spawned'],
  ...commands: readonly (readonly string[])[]
): Promise<string> {
  const run = typeof by === 'function' ? by : by.assay;
  const all: string[] = [];
  for (const args of commands) all.push((await run(args)).page);
  return all.join('\n');
}

/** Where the expected page of a test is. */
export const expected = (name: string): string => `../cases/cli/${name}.txt`;
