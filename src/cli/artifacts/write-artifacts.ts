import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import {
  type Diagnostic,
  error,
  type NodeId,
  type NodeLabel,
  type Outcome,
  systemClock,
} from '../../base/index.ts';
import {
  artifactText,
  githubAnnotations,
  junit,
  type ManifestMeta,
  manifestArtifact,
  manifestPieces,
  runResults,
  semanticManifestArtifact,
} from '../../report/index.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { OperationOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { artifactSurroundings } from './artifact-surroundings.ts';
import { ManifestTexts } from './manifest-texts.ts';
import { recordOf } from './precise-state.ts';
import { runArguments } from './run-arguments.ts';
import { writePieces } from './write-pieces.ts';

export interface FinishedRun {
  readonly command: string;
  readonly options: OperationOptions;
  readonly terminal: Terminal;
  /** Absent when the project could not be read. */
  readonly opened: OpenProject | undefined;
  readonly outcomes: readonly Outcome[];
  /** Whether it could not even start. */
  readonly refused?: boolean;
  readonly labels: readonly NodeLabel[];
  readonly diagnosed: readonly Diagnostic[];
  readonly runId: string;
  readonly startedAt: number;
  readonly elapsedMs: number;
}

/** Says on GitHub what went wrong, where that is where the run goes on. */
export function annotate({ terminal, outcomes, diagnosed, labels }: FinishedRun): void {
  if (terminal.env.GITHUB_ACTIONS === 'true')
    terminal.stderr.write(githubAnnotations(outcomes, diagnosed, labels));
}

/** Writes manifest.json, run_results.json, the compiled SQL and JUnit; gives what could not be written. */
export function writeRunArtifacts(run: FinishedRun): Diagnostic | undefined {
  const { options, terminal, opened, outcomes, labels } = run;
  try {
    if (options.junit !== undefined) {
      const name = opened?.project.name ?? 'assay';
      writeFile(
        resolve(terminal.cwd, options.junit),
        junit(outcomes, labels, { name, startedAt: run.startedAt, elapsedMs: run.elapsedMs }),
      );
    }
    if (opened === undefined) return undefined;
    const meta = artifactMeta(opened, run);
    if (opened.project.flags.writeJson) writeResults(run, opened, meta);
    const asDbt = opened.project.policies.artifactKeys === 'all';
    for (const { compiledSql, compiledPath, status } of outcomes) {
      if (compiledSql === undefined || compiledPath === undefined) continue;
      if (asDbt) writeFile(compiledFile(opened, compiledPath), compiledSql);
      else if (status !== 'pass') writeFile(compiledFile(opened, compiledPath), `${compiledSql}\n`);
    }
    return undefined;
  } catch (thrown) {
    return unwritten(thrown);
  }
}

/** What artifacts say of the command that writes them. */
export const artifactMeta = (
  opened: OpenProject,
  { runId, startedAt }: { readonly runId: string; readonly startedAt: number },
) => ({
  version,
  runId,
  startedAt,
  generatedAt: systemClock.now(),
  ...(opened.project.policies.artifactKeys === 'all' && { invokedAt: startedAt }),
  env: opened.artifactEnv,
});

function writeResults(run: FinishedRun, opened: OpenProject, meta: ReturnType<typeof artifactMeta>): void {
  const { outcomes, options, terminal } = run;
  const target = opened.project.paths.target;
  const args = runArguments(run.command, options, opened.project, terminal);
  const { complete, quoted } = artifactSurroundings(opened.project);
  const results = () =>
    runResults(outcomes, {
      ...meta,
      elapsedMs: run.elapsedMs,
      args,
      ...(complete && { manifest: opened.manifest, quoted }),
    });
  // What could not start has no results: in dbt projects those of the run before stay.
  if (run.refused !== true || !complete) writeFile(join(target, 'run_results.json'), artifactText(results()));
  writeManifest(opened, meta, outcomes);
}

/** What the file system said when a file could not be written. */
export function unwritten(thrown: unknown): Diagnostic {
  const { path, message } = thrown as NodeJS.ErrnoException;
  return error('A4004', `${path ?? 'an artifact'} could not be written`, { detail: [message] });
}

export function writeManifest(
  opened: OpenProject,
  meta: {
    readonly version: string;
    readonly runId: string;
    readonly startedAt: number;
    readonly generatedAt: number;
  },
  outcomes: readonly Outcome[] = [],
): void {
  const { paths, policies } = opened.project;
  const path = join(paths.target, 'manifest.json');
  if (policies.artifactKeys !== 'all') {
    const written = manifestMeta(opened, meta, outcomes);
    const texts = new ManifestTexts(path, opened, written);
    const isKnown = (node: NodeId) => texts.of(node) !== undefined;
    writePieces(path, manifestPieces(opened.manifest, written, isKnown), texts);
    texts.keep();
    return;
  }
  const data = manifestData(opened, meta, outcomes);
  writeFile(path, artifactText(data));
  writeFile(join(paths.target, 'semantic_manifest.json'), artifactText(semanticManifestArtifact(data)));
}

/** What manifest.json holds. */
export const manifestData = (
  opened: OpenProject,
  meta: Parameters<typeof writeManifest>[1],
  outcomes: readonly Outcome[] = [],
): Record<string, unknown> => manifestArtifact(opened.manifest, manifestMeta(opened, meta, outcomes));

const manifestMeta = (
  opened: OpenProject,
  meta: Parameters<typeof writeManifest>[1],
  outcomes: readonly Outcome[],
): ManifestMeta => ({
  ...meta,
  ...(opened.project.policies.artifactKeys === 'all' && { invokedAt: meta.startedAt }),
  env: { ...opened.artifactEnv, ...recordOf(opened) },
  ...artifactSurroundings(opened.project),
  outcomes,
});

/** A compiled path is said relative to the project, as if artifacts were in `target`; they may be elsewhere. */
export const compiledFile = (opened: OpenProject, path: string): string =>
  join(opened.project.paths.target, path.replace(/^target\//, ''));

export function writeFile(path: string, text: string): void {
  try {
    writeMaking(path, text);
  } catch (thrown) {
    // What the system says of a full disk names no file.
    throw Object.assign(thrown as NodeJS.ErrnoException, { path });
  }
}

/** From here on, asking whether there is a folder takes less than encoding a text in vain. In characters. */
const long = 1 << 16;

/** Most files go into a folder that is there already, and asking takes as long as writing. */
function writeMaking(path: string, text: string): void {
  if (text.length > long && !existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  try {
    writeFileSync(path, text);
  } catch (thrown) {
    if (!['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown;
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }
}
