import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import type { EngineResult, Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, error, systemClock } from '../../base/index.ts';
import type { Project, Target } from '../../project/index.ts';
import { bytes, counted, duration, entry, type LogEntry } from '../../report/index.ts';
import { readProject, understand } from '../open/open-project.ts';
import { openingFailed, shownPath } from '../open/open-warehouse.ts';
import { hasWarehouse, openToRead } from '../open/read-warehouse.ts';
import type { ProjectOptions, RunOptions } from '../options.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { contents } from './parse-project.ts';

export interface DebugOptions extends ProjectOptions, Pick<RunOptions, 'wait'> {
  /** Says nothing but whether the warehouse opens. */
  readonly connection?: boolean;
}

/** `debug`: what a bug report needs, and everything that is wrong, as far as it can be looked at. Changes nothing. */
export async function debugReport(options: DebugOptions, terminal: Terminal): Promise<0 | 1> {
  const wrong: Diagnostic[] = [];
  const talk = talkOf('debug', options, terminal);
  const { log } = talk;
  const say = (name: string, value: string) => {
    const line = `${name.padEnd(12)}${value}`;
    if (log === undefined) talk.answer(line);
    else log(entry('DebugCmdOut', line, { msg: line }));
  };
  const tell = options.connection === true ? () => undefined : say;
  tell('assay', version);
  tell(
    'node',
    `${process.version}, ${process.platform} ${process.arch}, ${counted(availableParallelism(), 'core')}`,
  );

  const project = await readProject(options, terminal, 'connection');
  if (project.ok) {
    tell('project', `${project.value.name} · ${join(project.value.root, project.value.file.source.file)}`);
    const opened = project.value.isComplete ? understand(project.value, terminal) : undefined;
    if (opened?.ok === true) tell('', contents(opened.value.manifest));
    else wrong.push(...(opened?.diagnostics ?? []));
    describeTarget(project.value, terminal, tell);
  } else wrong.push(...project.diagnostics);
  await tryToOpen(project.ok ? project.value : undefined, options, terminal, say, wrong);

  talk.diagnose(wrong);
  if (log !== undefined) log(result(wrong.length));
  else if (options.connection !== true)
    talk.answer(wrong.length === 0 ? '\nall is well' : `\n${counted(wrong.length, 'problem')}`);
  return talk.end(wrong.length === 0 ? 0 : 1);
}

/** Scripts look for these words. */
function result(problems: number): LogEntry {
  const msg = problems === 0 ? 'All checks passed!' : `${counted(problems, 'check')} failed:`;
  return entry('DebugCmdResult', (pen) => (problems === 0 ? pen.green(msg) : pen.red(msg)), { msg });
}

type Say = (name: string, value: string) => unknown;

function describeTarget({ target, targets, locateTarget }: Project, terminal: Terminal, say: Say): void {
  if (target.profile !== undefined) say('profile', `${target.profile.name} · ${locateTarget([]).file}`);
  const others = targets.filter((name) => name !== target.name);
  say('target', others.length === 0 ? target.name : `${target.name} · others: ${others.join(', ')}`);
  const size = existsSync(target.path) ? bytes(statSync(target.path).size) : undefined;
  const state =
    target.path === ':memory:'
      ? 'gone when a run ends'
      : (size ?? (hasWarehouse(target) ? 'elsewhere' : 'nothing built yet'));
  say('warehouse', `${shownPath(target, terminal)} · ${state}`);
  const memory = target.memoryLimit === undefined ? [] : [`memory ${target.memoryLimit}`];
  const prefix = target.schemaPrefix === '' ? [] : [`schemas ${target.schemaPrefix}…`];
  const extensions =
    target.extensions.length === 0
      ? []
      : [
          `extensions ${target.extensions.map((extension) => (typeof extension === 'string' ? extension : extension.name)).join(', ')}`,
        ];
  say('', [counted(target.threads, 'thread'), ...memory, ...prefix, ...extensions].join(', '));
}

async function tryToOpen(
  project: Project | undefined,
  options: DebugOptions,
  terminal: Terminal,
  say: Say,
  wrong: Diagnostic[],
): Promise<void> {
  const target = project?.target ?? nowhere;
  const began = systemClock.elapsed();
  let warehouse: EngineResult<Warehouse>;
  try {
    warehouse = await openToRead(target, options, terminal);
  } catch (thrown) {
    say(duckdb.name, 'could not be loaded');
    const detail = (thrown as Error).message.split('\n');
    wrong.push(
      error('A4008', 'DuckDB could not be loaded', {
        detail,
        hint: 'install again: npm ci, or npm install assay',
      }),
    );
    return;
  }
  if (!warehouse.ok) {
    say('connection', 'failed');
    wrong.push(openingFailed(warehouse, target, terminal, project));
    return;
  }
  try {
    const session = await warehouse.value.session();
    const answer = await session.query('select version()');
    if (options.connection !== true && answer.ok) say(duckdb.name, String(answer.value.rows[0]?.[0]));
    session.release();
  } finally {
    await warehouse.value.close();
  }
  if (project === undefined) return;
  const unwritable = target.path === ':memory:' ? undefined : unwritablePath(target.path);
  if (unwritable === undefined) say('connection', `ok, ${duration(systemClock.elapsed() - began)}`);
  else {
    say('connection', 'can be read, not written');
    wrong.push(
      error('A5013', `${unwritable} cannot be written to`, {
        location: { file: project.file.source.file },
        hint: 'check its permissions, or name another path',
      }),
    );
  }
}

/** The file, or else the nearest folder above it that exists, if it is closed to writing. */
function unwritablePath(path: string): string | undefined {
  if (!existsSync(path)) return dirname(path) === path ? undefined : unwritablePath(dirname(path));
  try {
    accessSync(path, constants.W_OK);
    return undefined;
  } catch {
    return path;
  }
}

/** Stands in where there is no project, to see whether DuckDB itself works. */
const nowhere: Target = {
  name: '',
  type: 'duckdb',
  path: ':memory:',
  schema: 'main',
  schemaPrefix: '',
  threads: 1,
  extensions: [],
  settings: {},
  attach: [],
  secrets: [],
  parquetRoot: '',
};
