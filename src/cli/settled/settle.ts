import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Outcome, sha256, systemClock } from '../../base/index.ts';
import type { SourceNode } from '../../manifest/index.ts';
import { contentHash, fileIn, isSettled, stampOf } from '../../project/index.ts';
import { ParquetVersions } from '../../publish/index.ts';
import { artifactText, runResults } from '../../report/index.ts';
import { runArguments } from '../artifacts/run-arguments.ts';
import { artifactMeta } from '../artifacts/write-artifacts.ts';
import type { OpenProject } from '../open/open-project.ts';
import { shownPath } from '../open/open-warehouse.ts';
import type { RunKind, RunOptions } from '../options.ts';
import { hasHooks } from '../run/plan-run.ts';
import type { PlannedRun } from '../run/planned-run.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { type Settled, settledPath, writeSettled } from './settled.ts';
import { ownStamp, type Stamp, stamped, type Tree, treeOf } from './stamps.ts';
import type { SeenEnv } from './watched-env.ts';

/** A run of which all outcomes are there. */
export interface EndedRun {
  readonly kind: RunKind;
  readonly options: RunOptions;
  readonly terminal: Terminal;
  readonly opened: OpenProject;
  readonly planned: PlannedRun;
  readonly outcomes: readonly Outcome[];
  readonly seenEnv: SeenEnv;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/**
 * What keeps that a run after this one has nothing to do, as long as nothing changes and the warehouse has the mark that
 * it is given. It is for when the run went well. Undefined where it has to be looked at each time, since templates see
 * the time.
 */
export function prepareSettling(run: EndedRun): ((mark: string) => void) | undefined {
  const path = settledPath(run.kind, run.options, run.terminal);
  if (path === undefined || !canSettle(run)) return undefined;
  const now = systemClock.now();
  const results = resultsOfNext(run, now);
  const settled = found(run, sha256(results), now);
  if (settled === undefined) return undefined;
  const own = run.opened.project.target.path;
  return (mark) =>
    writeSettled(path, { ...settled, marks: [{ path: own, mark }, ...settled.marks] }, results);
}

const canSettle = ({ opened }: EndedRun): boolean =>
  opened.warnings.length === 0 && !hasHooks(opened) && !tellsTime(opened);

/** What templates see of the time, of the run and of chance; and what they say is to be said each time. */
const timed = /\b(run_started_at|invocation_id|modules|random)\b|\b(log|print|warn)\(/;

const tellsTime = ({ project }: OpenProject): boolean =>
  timed.test(project.file.source.text) ||
  project.files.some((file) => file.kind !== 'seed' && timed.test(file.text.text));

/** What run_results.json says after a run that finds nothing to do. */
function resultsOfNext(
  { kind, options, terminal, opened, outcomes, runId, startedAt }: EndedRun,
  now: number,
): string {
  return artifactText(
    runResults(
      outcomes.map((outcome) => asReused(outcome, now)),
      {
        ...artifactMeta(opened, { runId, startedAt }),
        generatedAt: now,
        elapsedMs: 0,
        args: runArguments(kind.command, options, opened.project, terminal),
      },
    ),
  );
}

function found(
  { terminal, opened, planned, seenEnv, runId, startedAt }: EndedRun,
  hash: string,
  now: number,
): Settled | undefined {
  const { project, manifest } = opened;
  const { target } = project;
  const { deferTo } = planned;
  const other = deferTo?.database === undefined ? undefined : deferTo;
  if (other !== undefined && other.mark === undefined) return undefined;
  const folders = [
    project.paths.models,
    project.paths.seeds,
    project.paths.tests,
    project.paths.macros,
  ].flat();
  const sources = [...manifest.nodes.values()].filter((node) => node.resource === 'source');
  const stored = parquetFolders(opened);
  const trees = [
    ...folders.map((folder) => join(project.root, folder)),
    ...dataFolders(sources),
    ...stored,
  ].map(treeOf);
  const files = stampsOf(opened, planned, stored, startedAt);
  if (files === undefined || trees.some((tree) => tree === undefined)) return undefined;
  return {
    program: [ownStamp(fileURLToPath(import.meta.url))],
    version,
    warehouse: shownPath(target, terminal),
    marks: other === undefined ? [] : [{ path: other.target.path, mark: other.mark! }],
    files,
    trees: trees as readonly Tree[],
    absent: [join(project.root, 'selectors.yml')].filter((each) => !existsSync(each)),
    env: seenEnv,
    project: project.name,
    target: target.name,
    threads: target.threads,
    selected: planned.plan.selected,
    nodes: planned.plan.selected.models + planned.plan.selected.seeds,
    results: {
      path: join(project.paths.target, 'run_results.json'),
      hash,
      runId,
      at: new Date(now).toISOString(),
    },
  };
}

/** How the next run tells of it. */
const asReused = ({ compiledSql: _, compiledPath: __, ...outcome }: Outcome, now: number): Outcome => ({
  ...outcome,
  compileStartedAt: now,
  startedAt: now,
  finishedAt: now,
  elapsedMs: 0,
  thread: 0,
  reusedSince: outcome.reusedSince ?? outcome.finishedAt,
});

/** Undefined if a file is not what was read any more. */
function stampsOf(
  { project, stampOf: stampAtReading }: OpenProject,
  { state }: PlannedRun,
  parquetFolders: readonly string[],
  startedAt: number,
): readonly Stamp[] | undefined {
  const read = [
    ...project.files.map(({ path, hash }) => ({ path: fileIn(project.root, path), hash })),
    { path: join(project.root, 'project.yml'), hash: sha256(project.file.source.text) },
  ];
  try {
    const stamps = read.map(({ path, hash }): Stamp => {
      const seen = stampAtReading?.(path);
      if (typeof seen === 'string') return { path, seen };
      const stamp = stampOf(path)!;
      if (!isSettled(stamp, startedAt) && contentHash(path) !== hash) throw new Error('changed meanwhile');
      return stamped(path, stamp, hash, startedAt);
    });
    return [
      ...stamps,
      ...[...state.files.seen].map(([path, { stamp, hash }]) => stamped(path, stamp, hash, startedAt)),
      ...parquetFolders.flatMap(filesIn).map(ownStamp),
      // What another command has written meanwhile is to be written again.
      ownStamp(join(project.paths.target, 'manifest.json')),
    ];
  } catch {
    return undefined;
  }
}

/** The folders that readers see of what is stored as Parquet. */
const parquetFolders = ({ project: { target }, manifest }: OpenProject): readonly string[] =>
  [...manifest.nodes.values()].flatMap((node) =>
    node.resource === 'model' && node.config.format === 'parquet'
      ? (new ParquetVersions(target, node.relation).current() ?? [])
      : [],
  );

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** Where new files of a source could appear: the folder before the first wildcard. */
const dataFolders = (sources: readonly SourceNode[]): readonly string[] =>
  sources.flatMap(({ from }) =>
    from.kind === 'table'
      ? []
      : from.paths.flatMap((path) => {
          const wildcard = path.search(/[*?[]/);
          return wildcard === -1 ? [] : [dirname(path.slice(0, wildcard + 1))];
        }),
  );
