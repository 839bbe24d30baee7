import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runAssay } from '../bad-input/in-process.ts';
import { Chance } from './chance.ts';
import { randomEdit } from './edits.ts';
import { dataFile, type RandomProject, randomProject } from './random-project.ts';
import { contentsOf, loadRaw, meddle } from './warehouses.ts';
import { writtenDbtProject } from './written-dbt-project.ts';
import { writtenProject } from './written-project.ts';

/** Where Linux keeps files in memory: thousands of checkpoints would wait for a disk. */
const memory = '/dev/shm';

/** What a history came to: how it went, and the first thing that was not as a build from nothing has it. */
export interface Told {
  readonly steps: readonly string[];
  readonly difference: string | undefined;
  /** How many nodes and tests were reused, of how many: a history that reuses nothing shows nothing. */
  readonly reused: number;
  readonly done: number;
}

interface Result {
  readonly unique_id: string;
  readonly status: string;
  readonly message: string | null;
  readonly relation_name: string | null;
}

/** Whose project it is: only in Assay's own is what is unchanged left out without asking for it. */
const dialects = {
  native: { write: writtenProject, reusing: [], anew: ['--force', '--full-refresh'] },
  dbt: { write: writtenDbtProject, reusing: ['--reuse'], anew: ['--full-refresh', '--no-reuse'] },
} as const;

interface HistoryOptions {
  readonly dialect?: keyof typeof dialects;
  /** The names of the edits that are made; any without. */
  readonly among?: readonly string[];
}

/** A random project and random edits; after each whole build everything has to be as if it were built from nothing. */
export async function tellHistory(
  seed: number,
  edits: number,
  { dialect = 'native', among }: HistoryOptions = {},
): Promise<Told> {
  const { write: written, reusing, anew } = dialects[dialect];
  const args = [...reusing, '--target', 'dev', '--target-path', 'target/dev'];
  const chance = new Chance(seed);
  const dir = mkdtempSync(join(existsSync(memory) ? memory : tmpdir(), 'history-'));
  const steps: string[] = [];
  let reused = 0;
  let done = 0;
  try {
    let project = randomProject(chance);
    let raw = dataFile(chance);
    await loadRaw(join(dir, 'dev.duckdb'), raw);
    for (let edit = 0; edit <= edits; edit++) {
      if (edit > 0) {
        const change = randomEdit(project, chance, among);
        project = change.project;
        steps.push(change.name);
        if (chance.happens(0.15)) {
          raw = dataFile(chance);
          await loadRaw(join(dir, 'dev.duckdb'), raw);
          steps.push('raw table');
        }
        if (chance.happens(0.15)) steps.push(await meddle(join(dir, 'dev.duckdb'), chance));
      }
      write(dir, written(project));
      const env = { BY: String(project.env) };
      const partial = await buildPartly(dir, project, { args, anew }, env, chance);
      if (partial !== undefined) steps.push(partial);
      let built = await build(dir, args, env);
      steps.push(`build, ${built.reused} of ${built.results.length} reused`);
      // The second time there is nothing to do, the third time that is known without looking.
      for (let again = chance.happens(0.2) ? 2 : 0; again > 0; again--) built = await build(dir, args, env);
      reused += built.reused;
      done += built.results.length;
      const difference = await differenceFromScratch(dir, built, raw, env);
      if (difference !== undefined) return { steps, difference, reused, done };
    }
    return { steps, difference: undefined, reused, done };
  } finally {
    if (process.env.KEEP_HISTORIES === undefined) rmSync(dir, { recursive: true, force: true });
  }
}

/** Only what is different is written, so that what stays keeps its time. */
function write(dir: string, files: ReadonlyMap<string, string>): void {
  for (const folder of ['models', 'macros', 'seeds', 'tests', 'data'])
    for (const path of listed(join(dir, folder)))
      if (!files.has(path.slice(dir.length + 1).replaceAll('\\', '/'))) rmSync(path);
  for (const [path, text] of files) {
    const full = join(dir, path);
    mkdirSync(dirname(full), { recursive: true });
    if (!isThere(full) || readFileSync(full, 'utf8') !== text) writeFileSync(full, text);
  }
}

const isThere = (path: string): boolean => statSync(path, { throwIfNoEntry: false }) !== undefined;

const listed = (folder: string): string[] =>
  isThere(folder)
    ? readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .map((name) => join(folder, name))
        .filter((path) => statSync(path).isFile())
    : [];

/** A build of a part, one that is interrupted or killed, or none. */
async function buildPartly(
  dir: string,
  { models }: RandomProject,
  { args, anew }: { readonly args: readonly string[]; readonly anew: readonly string[] },
  env: Readonly<Record<string, string>>,
  chance: Chance,
): Promise<string | undefined> {
  const kind = chance.next();
  if (kind < 0.12) {
    const { name } = chance.of(models);
    const select = chance.of([name, `+${name}`, `${name}+`]);
    const command = chance.of(['build', 'run']);
    await runAssay([command, '--select', select, ...args], dir, env);
    return `${command} ${select}`;
  }
  if (kind < 0.16) {
    await runAssay(['build', ...args, chance.of(anew)], dir, env);
    return 'forced build';
  }
  if (kind < 0.28) {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), chance.below(40));
    await runAssay(['build', ...args], dir, env, 'assay', stop.signal);
    return 'interrupted build';
  }
  if (kind < 0.3) {
    await killedBuild(dir, args, env, 150 + chance.below(500));
    return 'killed build';
  }
  return undefined;
}

const killedBuild = (
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  ms: number,
) =>
  new Promise<void>((over) => {
    const assay = resolve(import.meta.dirname, '../../bin/assay.js');
    const child = spawn(process.execPath, [assay, 'build', ...args], {
      cwd: dir,
      env: { ...process.env, ...env },
      stdio: 'ignore',
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), ms);
    child.on('close', () => {
      clearTimeout(timer);
      over();
    });
  });

interface Built {
  readonly exit: number;
  readonly printed: string;
  readonly results: readonly Result[];
  readonly reused: number;
}

async function build(
  dir: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<Built> {
  const { exit, printed } = await runAssay(['build', ...args], dir, env);
  const path = join(dir, args.at(-1)!, 'run_results.json');
  const { results } = JSON.parse(readFileSync(path, 'utf8')) as { results: Result[] };
  return {
    exit,
    printed,
    results,
    reused: results.filter(({ message }) => message?.startsWith('unchanged') === true).length,
  };
}

async function differenceFromScratch(
  dir: string,
  built: Built,
  raw: ReturnType<typeof dataFile>,
  env: Readonly<Record<string, string>>,
): Promise<string | undefined> {
  for (const name of ['scratch.duckdb', 'scratch.duckdb.wal', 'scratch_parquet', 'target/scratch'])
    rmSync(join(dir, name), { recursive: true, force: true });
  await loadRaw(join(dir, 'scratch.duckdb'), raw);
  const scratch = await build(dir, ['--target', 'scratch', '--target-path', 'target/scratch'], env);
  if (built.exit !== scratch.exit)
    return `exit ${built.exit} instead of ${scratch.exit}\n${built.printed}\n${scratch.printed}`;
  if (scratch.exit !== 0) return undefined;
  const statuses = ({ results }: Built) =>
    JSON.stringify(results.map(({ unique_id, status }) => `${unique_id} ${status}`).sort(), null, 1);
  if (statuses(built) !== statuses(scratch)) return `${statuses(built)}\ninstead of\n${statuses(scratch)}`;
  const now = await contentsOf(join(dir, 'dev.duckdb'), relationsOf(built));
  const wanted = await contentsOf(join(dir, 'scratch.duckdb'), relationsOf(scratch));
  for (const [node, held] of wanted)
    if (now.get(node) !== held) return `${node} holds\n${now.get(node)}\ninstead of\n${held}`;
  return undefined;
}

const relationsOf = ({ results }: Built): Map<string, string> =>
  new Map(
    results.flatMap(({ unique_id, relation_name }) =>
      relation_name === null || unique_id.startsWith('test.') ? [] : [[unique_id, relation_name]],
    ),
  );
