import { existsSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  type BatchResults,
  type Diagnostic,
  error,
  fail,
  type NodeId,
  ok,
  type Result,
} from '../../base/index.ts';
import { unreadable } from '../files/read-text.ts';
import { type ArtifactManifest, isArtifactManifest, isObject } from './artifact-manifest.ts';

/** The artifacts of an earlier run, in the folder of `--state`. They are read when they are asked for. */
export interface EarlierState {
  manifest(): Result<ArtifactManifest>;
  /** How each node ended, dbt's words. */
  results(): Result<ReadonlyMap<NodeId, string>>;
  /** When the newest row of each source was loaded, epoch milliseconds. */
  sources(): Result<ReadonlyMap<NodeId, number>>;
}

/** @param dir absolute, or relative to the project, as in dbt */
export function earlierState(root: string, dir: string): Result<EarlierState> {
  const folder = resolve(root, dir);
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true) {
    const what = stats === undefined ? `the folder '${dir}' does not exist` : `'${dir}' is not a folder`;
    const hint = '--state is seen from the folder of the project';
    return fail(error('A2114', `${what}, so there is no state to compare with`, { hint }));
  }
  return ok({
    manifest: () => readArtifact(folder, dir, manifestKind),
    results: () => readArtifact(folder, dir, resultsKind),
    sources: () => readArtifact(folder, dir, sourcesKind),
  });
}

/** What an earlier run was asked to do, and how it ended. */
export interface EarlierInvocation {
  /** The command and its flags, in dbt's names. */
  readonly args: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly startedAt: number | undefined;
  readonly results: readonly {
    readonly node: NodeId;
    readonly status: string;
    readonly batches?: BatchResults;
  }[];
}

/**
 * Undefined if there is no run_results.json.
 *
 * @param folder absolute
 * @param shown as it is named to people
 */
export function earlierInvocation(folder: string, shown: string): Result<EarlierInvocation | undefined> {
  return existsSync(join(folder, invocationKind.file))
    ? readArtifact(folder, shown, invocationKind)
    : ok(undefined);
}

interface ArtifactKind<T> {
  readonly file: string;
  readonly schema: string;
  /** The versions that are understood. */
  readonly versions: readonly number[];
  readonly writtenBy: string;
  /** What helps where it cannot be read. */
  readonly mend?: string;
  /** Undefined when the value is not of its shape. */
  read(value: unknown): T | undefined;
}

const manifestKind: ArtifactKind<ArtifactManifest> = {
  file: 'manifest.json',
  schema: 'manifest',
  versions: [12],
  writtenBy: 'build, run, test, seed, compile and parse write it',
  read: (value) => (isArtifactManifest(value) ? value : undefined),
};

const resultsKind: ArtifactKind<ReadonlyMap<NodeId, string>> = {
  file: 'run_results.json',
  schema: 'run-results',
  versions: [4, 5, 6],
  writtenBy: 'build, run, test and seed write it',
  read(value) {
    if (!isObject(value) || !Array.isArray(value.results)) return undefined;
    const statuses = new Map<NodeId, string>();
    for (const result of value.results as readonly unknown[]) {
      if (!isObject(result) || typeof result.unique_id !== 'string' || typeof result.status !== 'string')
        return undefined;
      statuses.set(result.unique_id, result.status);
    }
    return statuses;
  },
};

const sourcesKind: ArtifactKind<ReadonlyMap<NodeId, number>> = {
  file: 'sources.json',
  schema: 'sources',
  versions: [3],
  writtenBy: 'source freshness writes it',
  read(value) {
    if (!isObject(value) || !Array.isArray(value.results)) return undefined;
    const loaded = new Map<NodeId, number>();
    for (const result of value.results as readonly unknown[]) {
      if (!isObject(result) || typeof result.unique_id !== 'string') return undefined;
      const at = Date.parse(String(result.max_loaded_at));
      if (!Number.isNaN(at)) loaded.set(result.unique_id, at);
    }
    return loaded;
  },
};

const invocationKind: ArtifactKind<EarlierInvocation> = {
  ...resultsKind,
  mend: 'run the whole command again',
  read(value) {
    if (resultsKind.read(value) === undefined || !isObject(value)) return undefined;
    const { args, metadata, results } = value as {
      args?: unknown;
      metadata?: unknown;
      results: WrittenResult[];
    };
    const began = isObject(metadata) ? (metadata.invocation_started_at ?? metadata.generated_at) : undefined;
    const startedAt = Date.parse(String(began));
    return {
      args: isObject(args) ? args : {},
      startedAt: Number.isNaN(startedAt) ? undefined : startedAt,
      results: results.map(({ unique_id, status, batch_results: batches }) => ({
        node: unique_id,
        status,
        ...(batches && { batches }),
      })),
    };
  },
};

interface WrittenResult {
  readonly unique_id: NodeId;
  readonly status: string;
  readonly batch_results?: BatchResults | null;
}

function readArtifact<T>(folder: string, dir: string, kind: ArtifactKind<T>): Result<T> {
  const shown = `${dir.replace(/\/$/, '')}/${kind.file}`;
  const path = join(folder, kind.file);
  if (!existsSync(path))
    return fail(error('A2114', `there is no ${kind.file} in '${dir}'`, { hint: kind.writtenBy }));
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (thrown) {
    return fail(unreadable(shown, thrown));
  }
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return fail(broken(shown, 'it is not JSON', kind));
  }
  const version = versionOf(value, kind.schema);
  if (version === undefined)
    return fail(broken(shown, `it does not say that it is dbt's ${kind.file}`, kind));
  if (!kind.versions.includes(version)) {
    const hint = `${kind.file} is read in version ${kind.versions.at(-1)}, which dbt writes since 1.8`;
    return fail(error('A2120', `'${shown}' has version ${version}, which Assay does not read`, { hint }));
  }
  const read = kind.read(value);
  return read === undefined
    ? fail(broken(shown, 'parts of it are missing or of another kind', kind))
    : ok(read);
}

function versionOf(value: unknown, schema: string): number | undefined {
  const metadata = isObject(value) ? value.metadata : undefined;
  const named = isObject(metadata) ? metadata.dbt_schema_version : undefined;
  const [, kind, version] = /([a-z-]+)\/v(\d+)\.json$/.exec(String(named)) ?? [];
  return kind === schema ? Number(version) : undefined;
}

const broken = (shown: string, why: string, { mend }: { readonly mend?: string }): Diagnostic =>
  error('A2120', `'${shown}' cannot be used: ${why}`, {
    hint: mend ?? 'copy it again from the target folder of the run to compare with',
  });
