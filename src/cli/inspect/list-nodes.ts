import { randomUUID } from 'node:crypto';
import { type Diagnostic, error, type NodeId, systemClock, warning } from '../../base/index.ts';
import { manifestData, unwritten, writeManifest } from '../artifacts/write-artifacts.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import { type OpenProject, openProject } from '../open/open-project.ts';
import type { ProjectOptions, SelectionOptions } from '../options.ts';
import { selectNodes } from '../select/select-nodes.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { jsonLine } from './json-line.ts';
import { listedLine } from './listed-line.ts';

export interface ListOptions extends ProjectOptions, SelectionOptions {
  readonly output?: 'text' | 'selector' | 'name' | 'path' | 'json';
  readonly outputKeys?: readonly string[];
  readonly quiet?: boolean;
}

/** `ls`: the selected nodes, one a line, in the order of their ids and the forms of dbt, whose scripts read them. */
export async function listNodes(options: ListOptions, terminal: Terminal): Promise<0 | 2> {
  const talk = talkOf('list', options, terminal);
  if (options.models !== undefined && (options.select !== undefined || options.resourceType !== undefined)) {
    const other = options.select === undefined ? '--resource-type' : '--select';
    talk.diagnose([
      error('A4001', `--models means models only and cannot be given together with ${other}`, {
        hint: 'use --select',
      }),
    ]);
    return talk.end(2);
  }
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  talk.begin(opened.value);
  talk.diagnose(opened.value.warnings);
  const failure = leaveManifest(opened.value);
  if (failure !== undefined) talk.diagnose([failure]);
  const asked = options.models === undefined ? options : { ...options, resourceType: ['model'] };
  const selection = selectNodes(asked, opened.value);
  if (!selection.ok) {
    talk.diagnose(selection.diagnostics);
    return talk.end(2);
  }
  const { nodes, warnings } = selection.value;
  const told = settleWarnings(
    warnings.length === 0 && nodes.size === 0 ? [nothing] : warnings,
    opened.value.project.flags,
  );
  talk.diagnose(told.ok ? told.value : told.diagnostics);
  if (!told.ok) return talk.end(2);
  for (const line of linesOf([...nodes].sort(), options, opened.value)) talk.answer(line);
  return talk.end(0);
}

/** Listing leaves a manifest behind in dbt projects, which tools read after it. */
function leaveManifest(opened: OpenProject): Diagnostic | undefined {
  if (opened.project.policies.artifactKeys !== 'all' || !opened.project.flags.writeJson) return undefined;
  try {
    writeManifest(opened, metaOfNow());
    return undefined;
  } catch (thrown) {
    return unwritten(thrown);
  }
}

function metaOfNow(): Parameters<typeof writeManifest>[1] {
  const now = systemClock.now();
  return { version, runId: randomUUID(), startedAt: now, generatedAt: now };
}

const nothing = warning('A4002', 'nothing is selected, so there is nothing to list', {
  hint: 'without options assay ls lists everything',
  event: 'NoNodesSelected',
});

function linesOf(ids: readonly NodeId[], options: ListOptions, opened: OpenProject): string[] {
  if (options.output === 'json') return jsonLines(ids, options.outputKeys, opened);
  const { nodes, described } = opened.manifest;
  return ids.map((id) => {
    const { output } = options;
    return listedLine(
      (nodes.get(id) ?? described.get(id))!,
      output === 'path' || output === 'name' ? output : 'selector',
    );
  });
}

/** What dbt prints where no keys are asked for, in its order; a node lacks those that its kind has not. */
const always = ['name', 'resource_type', 'package_name', 'original_file_path', 'unique_id'];
const usualKeys: Readonly<Record<string, readonly string[]>> = {
  source: [...always, 'source_name', 'tags', 'config'],
  exposure: [...always, 'tags', 'config', 'depends_on'],
  metric: [...always, 'tags', 'config', 'depends_on'],
  saved_query: [...always, 'config', 'depends_on', 'tags'],
  semantic_model: [...always, 'depends_on', 'config'],
  unit_test: [...always, 'depends_on', 'config'],
};
const usualNodeKeys = [...always, 'alias', 'config', 'tags', 'depends_on'];

type Section = Readonly<Record<NodeId, Readonly<Record<string, unknown>>>>;
const sections = [
  'nodes',
  'sources',
  'exposures',
  'metrics',
  'saved_queries',
  'semantic_models',
  'unit_tests',
] as const;

function jsonLines(
  ids: readonly NodeId[],
  given: readonly string[] | undefined,
  opened: OpenProject,
): string[] {
  const manifest = manifestData(opened, metaOfNow()) as Readonly<Record<(typeof sections)[number], Section>>;
  const asked = given?.flatMap((words) => words.split(/[\s,]+/)).filter((word) => word !== '');
  return ids.map((id) => {
    const data = sections.map((section) => manifest[section][id]).find((each) => each !== undefined)!;
    const keys = asked ?? usualKeys[String(data.resource_type)] ?? usualNodeKeys;
    const picked = new Map<string, unknown>();
    for (const key of keys) {
      const value = valueAt(data, key.split('.'));
      // Of the deeper keys dbt leaves out those without a value, of the others those that are not there.
      if (value !== undefined && (value !== null || !key.includes('.'))) picked.set(key, value);
    }
    return jsonLine(picked);
  });
}

function valueAt(data: unknown, path: readonly string[]): unknown {
  let value = data;
  for (const key of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}
