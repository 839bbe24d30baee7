import { join, resolve } from 'node:path';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { systemClock } from '../../base/index.ts';
import { type FreshnessListener, freshnessDirectly, hasFreshness } from '../../execute/index.ts';
import type { SourceNode } from '../../manifest/index.ts';
import { artifactText, freshnessLines, sourcesArtifact } from '../../report/index.ts';
import { artifactMeta, unwritten, writeFile, writeManifest } from '../artifacts/write-artifacts.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import { type OpenProject, openProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunOptions } from '../options.ts';
import { directRunSettings } from '../run/direct-settings.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import { type Talk, talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';

export interface FreshnessOptions extends RunOptions {
  /** Where the results go, seen from the working folder. */
  readonly output?: string;
}

/** `source freshness`: how old the newest rows of sources are, and whether that is too old. */
export async function checkFreshness(
  options: FreshnessOptions,
  terminal: Terminal,
): Promise<0 | 1 | 2 | 130> {
  const talk = talkOf('source freshness', options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  talk.begin(opened.value);
  talk.diagnose(opened.value.warnings);
  const selection = selectNodes(options, opened.value, ['source']);
  if (!selection.ok) {
    talk.diagnose(selection.diagnostics);
    return talk.end(2);
  }
  const { manifest, project } = opened.value;
  const sources = [...manifest.nodes.values()].filter(
    (node): node is SourceNode =>
      node.resource === 'source' && selection.value.nodes.has(node.id) && hasFreshness(node),
  );
  const nothing = sources.length === 0 && selection.value.warnings.length === 0 ? [nothingSelected] : [];
  const warnings = settleWarnings([...selection.value.warnings, ...nothing], project.flags);
  talk.diagnose(warnings.ok ? warnings.value : warnings.diagnostics);
  if (!warnings.ok) return talk.end(2);
  return lookAtSources(sources, options, terminal, opened.value, talk);
}

async function lookAtSources(
  sources: readonly SourceNode[],
  options: FreshnessOptions,
  terminal: Terminal,
  opened: OpenProject,
  talk: Talk,
): Promise<0 | 1 | 2 | 130> {
  const { project } = opened;
  const { flags, target } = project;
  const { runId, startedAt } = talk;
  const began = systemClock.elapsed();
  const warehouse = await duckdb.open(target, waitOf(options, terminal));
  if (!warehouse.ok) {
    if (terminal.interrupted.aborted) return talk.end(130);
    talk.diagnose([openingFailed(warehouse, target, terminal, project, options.wait)]);
    return talk.end(2);
  }
  try {
    const selected = new Set(sources.map(({ id }) => id));
    const invocation = {
      command: 'freshness',
      runId,
      startedAt,
      selected,
      emit: talk.emit,
      terminal,
      writes: false,
    };
    const settings = directRunSettings(opened, invocation, warehouse.value, { failFast: false });
    const withHooks = flags.sourceFreshnessRunProjectHooks && sources.length > 0;
    const listener: FreshnessListener & { end(): void } =
      sources.length === 0
        ? silent
        : (talk.freshness(sources.length, withHooks ? hooksIn(opened) : 0) ??
          freshnessLines(terminal.stderr, talk.quiet));
    const { results, refused, hooksFailed } = await freshnessDirectly(sources, settings, listener, withHooks);
    listener.end();
    talk.diagnose(refused);
    const meta = artifactMeta(opened, { runId, startedAt });
    try {
      const path =
        options.output === undefined
          ? join(project.paths.target, 'sources.json')
          : resolve(terminal.cwd, options.output);
      if (flags.writeJson) {
        const elapsedMs = systemClock.elapsed() - began;
        writeFile(path, artifactText(sourcesArtifact(results, { ...meta, elapsedMs })));
        writeManifest(opened, meta);
      }
    } catch (thrown) {
      talk.diagnose([unwritten(thrown)]);
      return talk.end(1);
    }
    if (terminal.interrupted.aborted) return talk.end(130);
    const late = results.some(({ status }) => status === 'error' || status === 'runtime error');
    return talk.end(late || hooksFailed || refused.length > 0 ? 1 : 0);
  } finally {
    await warehouse.value.close();
  }
}

const hooksIn = ({ manifest }: OpenProject): number =>
  [...manifest.nodes.values()].filter(({ resource }) => resource === 'operation').length;

const silent = { started: () => {}, finished: () => {}, end: () => {} };
