import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { sha256 } from '../../base/index.ts';
import { readChecked, writeChecked, writeQuietly } from '../cache/checked-file.ts';
import { removeOld } from '../cache/remove-old.ts';
import type { RunKind, RunOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import type { Stamp, Tree } from './stamps.ts';

/**
 * That a command had nothing to do, and everything that this followed from. As long as all of that is the same, so is
 * the answer, and neither the project nor the warehouse has to be opened.
 */
export interface Settled {
  /** Of Assay, and how its program looks. */
  readonly version: string;
  readonly program: readonly Stamp[];
  /** How the database's file is shown. */
  readonly warehouse: string;
  /** What the warehouse, and the file of a target that is deferred to, are like as long as nobody writes to them. */
  readonly marks: readonly { readonly path: string; readonly mark: string }[];
  readonly files: readonly Stamp[];
  readonly trees: readonly Tree[];
  /** Files that were not there and would count. */
  readonly absent: readonly string[];
  /** The environment variables that were looked at; values hashed, undefined where there was none. */
  readonly env: Readonly<Record<string, string | null>>;
  readonly project: string;
  readonly target: string;
  readonly threads: number;
  readonly selected: { readonly models: number; readonly seeds: number; readonly tests: number };
  readonly nodes: number;
  /** Where run_results.json is, and the hash of its text; the run's id and time in it are these. */
  readonly results: {
    readonly path: string;
    readonly hash: string;
    readonly runId: string;
    readonly at: string;
  };
}

/** Options that change what is done or told in a way that is not kept. */
const open: readonly (keyof RunOptions)[] = [
  'verbose',
  'force',
  'fullRefresh',
  'storeFailures',
  'junit',
  'repeated',
  'state',
  'defer',
  'debug',
  'dbt',
];

/** Where it is kept; undefined where a command is not to be answered from it. */
export function settledPath(kind: RunKind, options: RunOptions, terminal: Terminal): string | undefined {
  if (
    options.logFormat === 'json' ||
    open.some((option) => options[option] !== undefined && options[option] !== false)
  )
    return undefined;
  if (terminal.env.GITHUB_ACTIONS === 'true' || kind.command === 'test') return undefined;
  const root = projectRoot(resolve(terminal.cwd, options.projectDir ?? '.'));
  if (root === undefined) return undefined;
  const asked = sha256(
    JSON.stringify([kind.command, root, terminal.cwd, Object.entries(options).sort()]),
  ).slice(0, 16);
  const folder = options.targetPath === undefined ? join(root, 'target') : resolve(root, options.targetPath);
  return join(folder, '.assay', `settled-${asked}.json`);
}

function projectRoot(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'project.yml'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Undefined where there is none, or a damaged one. */
export function readSettled(path: string): Settled | undefined {
  const text = readChecked(path);
  return text === undefined ? undefined : (JSON.parse(text) as Settled);
}

/** The text of run_results.json, which is long and only read where the rest holds. */
export function settledResults(path: string, { results }: Settled): string | undefined {
  try {
    const text = readFileSync(besides(path), 'utf8');
    return sha256(text) === results.hash ? text : undefined;
  } catch {
    return undefined;
  }
}

export function writeSettled(path: string, settled: Settled, results: string): void {
  writeQuietly(besides(path), results);
  writeChecked(path, JSON.stringify(settled));
  for (const prefix of ['settled-', 'results-']) removeOld(dirname(path), prefix);
}

const besides = (path: string): string => join(dirname(path), basename(path).replace('settled-', 'results-'));
