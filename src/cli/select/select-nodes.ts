import { resolve } from 'node:path';
import { type Diagnostic, error, fail, type NodeId, ok, type Result, warning } from '../../base/index.ts';
import { type SelectionRequest, select } from '../../graph/index.ts';
import type { DescribedResource, Manifest, ManifestNode } from '../../manifest/index.ts';
import type { Project } from '../../project/index.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import type { OpenProject } from '../open/open-project.ts';
import { selectorDefinitions } from '../open/selector-definitions.ts';
import type { RepeatedRun, RunOptions, SelectionOptions } from '../options.ts';
import { earlierRun } from './earlier-run.ts';

/** For a selection that selects nothing although no part of it is wrong. */
export const nothingSelected = warning('A4002', 'nothing is selected, so there is nothing to do', {
  hint: 'assay ls shows what there is',
});

/** For a project without a node. */
export const nothingThere = warning('A4002', 'the project has nothing to build yet', {
  hint: 'a model is a file in models/ that holds a SELECT, such as models/orders.sql',
});

/** In dbt projects: what is compared with is written over by the run. */
function sameFolder(state: string | undefined, { dialect, root, paths }: Project): readonly Diagnostic[] {
  if (state === undefined || dialect !== 'dbt' || resolve(root, state) !== resolve(paths.target)) return [];
  const message = `'${state}' is both the state to compare with and the folder that this run writes to`;
  const hint = 'copy it to another folder first, and name that with --state';
  return [warning('A4015', message, { hint, event: 'WarnStateTargetEqual' })];
}

/** For `source_status:` without `--state`. */
const noEarlierCheck = () =>
  fail(
    error('A2114', 'source_status: has no earlier check of freshness to compare with', {
      hint: 'pass --state DIR, the folder with the sources.json of that check',
    }),
  );

/** dbt does not run a file without a word in it. */
const isBlankModel = (node: ManifestNode | DescribedResource): boolean =>
  node.resource === 'model' && node.template.source.text.trim() === '';

/** With what the tests among them have kept from being published, and all tests of that. */
function withSubjects(
  nodes: readonly NodeId[],
  { subjects = new Set() }: RepeatedRun,
  { manifest, graph }: OpenProject,
): ReadonlySet<NodeId> {
  const all = new Set(nodes);
  for (const id of nodes) {
    const node = manifest.nodes.get(id);
    if (node?.resource !== 'test') continue;
    for (const on of node.dependsOn.nodes) {
      if (!subjects.has(on)) continue;
      all.add(on);
      for (const reader of graph.children(on))
        if (subjects.has(reader) && isTest(reader, manifest)) all.add(reader);
    }
  }
  return all;
}

const isTest = (id: NodeId, { nodes }: Manifest): boolean => nodes.get(id)?.resource === 'test';

/** Evaluates the selection options. What is not for `resourceTypes` is left out. */
export function selectNodes(
  options: SelectionOptions & Pick<RunOptions, 'repeated'>,
  opened: OpenProject,
  resourceTypes?: readonly string[],
): Result<{ readonly nodes: ReadonlySet<NodeId>; readonly warnings: readonly Diagnostic[] }> {
  const { project, graph, manifest } = opened;
  const { flags } = project;
  if (options.repeated !== undefined) {
    const isThere = (id: NodeId): boolean => manifest.nodes.has(id) || manifest.described.has(id);
    const nodes = [...options.repeated.nodes].filter(isThere);
    return ok({ nodes: withSubjects(nodes, options.repeated, opened), warnings: [] });
  }
  const state = options.state ?? flags.state;
  const earlier = state === undefined ? ok(undefined) : earlierRun(state, opened);
  if (!earlier.ok) return earlier;
  const selectors = selectorDefinitions(project);
  const types = options.resourceType ?? flags.resourceTypes ?? resourceTypes;
  const excludedTypes = options.excludeResourceType ?? flags.excludeResourceTypes;
  const request: SelectionRequest = {
    ...(project.dialect === 'dbt' && { fresherSources: noEarlierCheck }),
    ...earlier.value,
    select: options.select ?? options.models ?? [],
    exclude: options.exclude ?? [],
    indirect: (options.indirectSelection ?? flags.indirectSelection) as SelectionRequest['indirect'],
    ...(options.selector !== undefined && { selector: options.selector }),
    ...(types !== undefined && { resourceTypes: types }),
    ...(excludedTypes !== undefined && { excludeResourceTypes: excludedTypes }),
    ...(selectors !== undefined && { selectors }),
  };
  const selected = select(graph, manifest, request);
  if (!selected.ok) return selected;
  const told = settleWarnings([...sameFolder(state, project), ...selected.value.warnings], flags);
  if (!told.ok) return told;
  const selection = ok({ nodes: selected.value.nodes, warnings: told.value });
  if (resourceTypes === undefined) return selection;
  const runs = (id: NodeId): boolean => {
    const node = (manifest.nodes.get(id) ?? manifest.described.get(id))!;
    return resourceTypes.includes(node.resource) && !(project.policies.qualified && isBlankModel(node));
  };
  const kept = [...selection.value.nodes].filter(runs);
  return ok({ nodes: new Set(kept), warnings: selection.value.warnings });
}
