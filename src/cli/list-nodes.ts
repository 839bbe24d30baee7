import { randomUUID } from 'node:crypto';
import { error, type NodeId, systemClock, warning } from '../base/index.ts';
import type { ManifestNode } from '../manifest/index.ts';
import { jsonLine } from './json-line.ts';
import { Notes } from './notes.ts';
import { type OpenProject, openProject } from './open-project.ts';
import type { ProjectOptions, SelectionOptions } from './options.ts';
import { selectNodes } from './select-nodes.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { manifestData } from './write-artifacts.ts';

export interface ListOptions extends ProjectOptions, SelectionOptions {
  readonly output?: 'text' | 'selector' | 'name' | 'path' | 'json';
  readonly outputKeys?: readonly string[];
  readonly quiet?: boolean;
}

/** `ls`: the selected nodes, one a line, in the order of their ids and the forms of dbt, whose scripts read them. */
export async function listNodes(options: ListOptions, terminal: Terminal): Promise<0 | 2> {
  const notes = new Notes(terminal, options);
  if (options.models !== undefined && (options.select !== undefined || options.resourceType !== undefined)) {
    const other = options.select === undefined ? '--resource-type' : '--select';
    notes.diagnose([
      error('A4001', `--models means models only and cannot be given together with ${other}`, {
        hint: 'use --select',
      }),
    ]);
    return 2;
  }
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    notes.diagnose(opened.diagnostics);
    return 2;
  }
  notes.diagnose(opened.value.warnings);
  const asked = options.models === undefined ? options : { ...options, resourceType: ['model'] };
  const selection = selectNodes(asked, opened.value);
  if (!selection.ok) {
    notes.diagnose(selection.diagnostics);
    return 2;
  }
  const { nodes, warnings } = selection.value;
  notes.diagnose(warnings.length === 0 && nodes.size === 0 ? [nothing] : warnings);
  const lines = linesOf([...nodes].sort(), options, opened.value);
  terminal.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

const nothing = warning('A4002', 'nothing is selected, so there is nothing to list', {
  hint: 'without options assay ls lists everything',
});

function linesOf(ids: readonly NodeId[], options: ListOptions, opened: OpenProject): string[] {
  if (options.output === 'json') return jsonLines(ids, options.outputKeys, opened);
  return ids.map((id) => {
    const node = opened.manifest.nodes.get(id)!;
    if (options.output === 'path') return node.path;
    return options.output === 'name' ? nameOf(node) : selectorOf(node);
  });
}

const nameOf = (node: ManifestNode): string =>
  node.resource === 'source' ? `${node.sourceName}.${node.name}` : node.name;

/** What `--select` takes, in full: `shop.gold.routes`, `source:shop.raw.orders`. */
const selectorOf = (node: ManifestNode): string =>
  node.resource === 'source' ? `source:${node.package}.${node.sourceName}.${node.name}` : node.fqn.join('.');

/** What dbt prints where no keys are asked for, in its order; a node lacks those that its kind has not. */
const usualKeys = [
  'name',
  'resource_type',
  'package_name',
  'original_file_path',
  'unique_id',
  'alias',
  'config',
  'tags',
  'depends_on',
];
const usualSourceKeys = [...usualKeys.slice(0, 5), 'source_name', 'tags', 'config'];

function jsonLines(
  ids: readonly NodeId[],
  given: readonly string[] | undefined,
  opened: OpenProject,
): string[] {
  const now = systemClock.now();
  const { nodes, sources } = manifestData(opened, {
    version,
    runId: randomUUID(),
    startedAt: now,
    generatedAt: now,
  }) as {
    readonly nodes: Readonly<Record<NodeId, Readonly<Record<string, unknown>>>>;
    readonly sources: Readonly<Record<NodeId, Readonly<Record<string, unknown>>>>;
  };
  const asked = given?.flatMap((words) => words.split(/[\s,]+/)).filter((word) => word !== '');
  return ids.map((id) => {
    const data = nodes[id] ?? sources[id]!;
    const keys = asked ?? (id in sources ? usualSourceKeys : usualKeys);
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
