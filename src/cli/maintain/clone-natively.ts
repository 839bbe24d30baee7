import { duckdb } from '../../adapters/duckdb/index.ts';
import { type NodeId, type RelationName, SourceText } from '../../base/index.ts';
import { engineDiagnostic } from '../../execute/index.ts';
import { buildGraph } from '../../graph/index.ts';
import type { BuildableNode, ManifestNode, ModelNode } from '../../manifest/index.ts';
import { relationKey } from '../../publish/index.ts';
import { plainTemplate } from '../../template/index.ts';
import { deferralFor } from '../open/defer.ts';
import { type OpenProject, openProject } from '../open/open-project.ts';
import { existingRelations, openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunKind, RunOptions } from '../options.ts';
import { runSelected } from '../run/run-project.ts';
import { type ExitCode, RunReport } from '../run/run-report.ts';
import { selectNodes } from '../select/select-nodes.ts';
import { watchEnv } from '../settled/watched-env.ts';
import type { Terminal } from '../terminal.ts';

const kind: RunKind = { command: 'clone', models: true, seeds: true, tests: false };

/**
 * `clone` in native projects: each of the selected nodes is published as a copy of what an earlier run has built, a view
 * as a view. It is built as a model that reads nothing but that, so that it never counts as what the project builds.
 */
export async function cloneNatively(options: RunOptions, given: Terminal): Promise<ExitCode> {
  const { terminal, seen } = watchEnv(given);
  const report = new RunReport(kind, options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) return report.refuse(opened.diagnostics);
  const { project } = opened.value;
  report.open(opened.value);
  const asked: RunOptions = { ...options, defer: true };
  const deferral = deferralFor(asked, project);
  if (!deferral.ok) return report.refuse(deferral.diagnostics);
  const selection = selectNodes(options, opened.value, ['model', 'seed']);
  if (!selection.ok) return report.refuse(selection.diagnostics);
  report.diagnose(selection.value.warnings);
  report.begin(opened.value);
  const here =
    options.fullRefresh === true ? new Set<string>() : await relationsHere(opened.value, options, terminal);
  if ('diagnostic' in here) return report.refuse([here.diagnostic]);
  const { relations, target } = deferral.value!;
  const copies = new Map<NodeId, ManifestNode>();
  for (const id of selection.value.nodes) {
    const node = opened.value.manifest.nodes.get(id);
    const from = relations.get(id);
    if (node === undefined || from === undefined || !isRelation(node) || here.has(relationKey(node.relation)))
      continue;
    copies.set(id, copyOf(node, from));
  }
  if (copies.size === 0) return report.nothing(selection.value.warnings, opened.value);
  const manifest = {
    ...opened.value.manifest,
    nodes: new Map([...opened.value.manifest.nodes].map(([id, node]) => [id, copies.get(id) ?? node])),
  };
  const graph = buildGraph(manifest);
  if (!graph.ok) return report.refuse(graph.diagnostics);
  const policies = { ...project.policies, buildMissing: false };
  return runSelected({
    kind,
    options: asked,
    terminal,
    opened: { ...opened.value, manifest, graph: graph.value, project: { ...project, target, policies } },
    selected: new Set(copies.keys()),
    report,
    seen,
  });
}

const isRelation = (node: ManifestNode): node is BuildableNode =>
  node.resource === 'seed' || (node.resource === 'model' && node.config.materialized !== 'ephemeral');

function copyOf(node: BuildableNode, from: RelationName): ModelNode {
  const text = `select * from ${duckdb.relation(from)}`;
  const isView = node.resource === 'model' && node.config.materialized === 'view';
  const { config } = node;
  return {
    ...(node.resource === 'model' ? node : asModel),
    ...node,
    resource: 'model',
    docs: { show: true },
    template: plainTemplate(new SourceText(node.path, text)),
    dependsOn: { nodes: [], macros: [] },
    config: {
      ...config,
      materialized: isView ? 'view' : 'table',
      format: 'table',
      uniqueKey: [],
      partitionBy: [],
      onSchemaChange: 'ignore',
      preHooks: [],
      postHooks: [],
    },
  };
}

/** What a model has and a seed has not. */
const asModel = {
  language: 'sql',
  access: 'protected',
  contract: { enforced: false, aliasTypes: true },
  constraints: [],
  primaryKey: [],
} as const;

/** The relations that are there already, which stay. */
async function relationsHere(opened: OpenProject, options: RunOptions, terminal: Terminal) {
  const { project } = opened;
  const warehouse = await duckdb.open(project.target, waitOf(options, terminal));
  if (!warehouse.ok)
    return { diagnostic: openingFailed(warehouse, project.target, terminal, project, options.wait) };
  try {
    const existing = await existingRelations(warehouse.value, opened);
    if (existing.ok) return new Set(existing.value.map(relationKey));
    const location = { file: project.file.source.file };
    return { diagnostic: engineDiagnostic(existing.error, { label: project.target.name, location }) };
  } finally {
    await warehouse.value.close();
  }
}
