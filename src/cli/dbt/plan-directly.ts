import type { Warehouse } from '../../adapter/index.ts';
import { fail, type NodeId, ok, type Result } from '../../base/index.ts';
import { type TimeFilter, textOfFileSource } from '../../compile/index.ts';
import { type DirectReuseSettings, engineDiagnostic, type openKnown } from '../../execute/index.ts';
import { readThrough, unknownVersion } from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import { makeDirectPlan, type Plan } from '../../plan/index.ts';
import { versionsOf } from '../open/known-for-run.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { RunKind, RunOptions } from '../options.ts';
import type { BuiltElsewhere } from './deferral.ts';
import { directKnownRequest, ExistingRelations } from './direct-known.ts';
import { isBuiltUnknown, mayWrite } from './never-reused.ts';

export interface DirectPlanning {
  readonly kind: RunKind;
  readonly options: RunOptions;
  readonly opened: OpenProject;
  readonly selected: ReadonlySet<NodeId>;
  readonly warehouse: Warehouse;
  /** `openKnown`, or `readKnown` where nothing may be written. */
  readonly known: typeof openKnown;
  readonly deferred?: BuiltElsewhere;
  readonly sample?: TimeFilter;
  readonly runId: string;
}

export interface PlannedDirectly {
  readonly plan: Plan;
  readonly reuse: DirectReuseSettings;
}

/** Finds out what is known of the nodes, and decides what is done again: the same for `build` and for `plan`. */
export async function planDirectly(planning: DirectPlanning): Promise<Result<PlannedDirectly>> {
  const { kind, options, opened, selected, warehouse, sample, runId } = planning;
  const { project, manifest, graph } = opened;
  const blame = (label: string) => ({ label, location: { file: project.file.source.file } });
  const existing = await ExistingRelations.in(warehouse, opened);
  if (!existing.ok) return fail(engineDiagnostic(existing.error, blame(project.target.name)));
  const run = { runId, warehouse, existing: existing.value, ...(sample && { sample }) };
  const known = await planning.known(warehouse, directKnownRequest(opened, run));
  if (!known.ok) return fail(engineDiagnostic(known.error, blame('_assay')));
  if ('code' in known.value) return fail(known.value);
  const state = { ...known.value, versions: versionsOf(known.value.known, opened) };
  for (const id of planning.deferred?.keys() ?? []) {
    const node = manifest.nodes.get(id);
    const isHere =
      node !== undefined && 'relation' in node && existing.value.kindOf(node.relation) !== undefined;
    if (!isHere || (project.flags.favorState && !selected.has(id))) state.versions.set(id, unknownVersion);
  }
  const isFresh = project.flags.fullRefresh || options.force === true || kind.command === 'test';
  return ok({
    plan: makeDirectPlan({
      manifest,
      graph,
      selected,
      gated: kind.command === 'build',
      unitTestsLast: options.repeated !== undefined,
      ...(!isFresh && { reuse: state }),
    }),
    reuse: {
      state,
      readHere: (node) => ({
        ...readHere(node, opened),
        functions: existing.value.functionNames,
      }),
      isUnknown: (node) => isBuiltUnknown(node, manifest),
      mayWrite: (node) => mayWrite(node, manifest),
      hasHooks: [...manifest.nodes.values()].some(({ resource }) => resource === 'operation'),
    },
  });
}

/** What the SQL of a node may read: the relations of what it refers to, and its own. */
function readHere(
  node: BuildableNode | Parameters<DirectReuseSettings['readHere']>[0],
  { manifest }: OpenProject,
) {
  const read = [...readThrough(node, manifest).reads].map((id) => manifest.nodes.get(id)!);
  const sources = read.flatMap((each) => (each.resource === 'source' ? [each] : []));
  return {
    relations: [node, ...read].flatMap((each) => {
      if (each.resource === 'source') return each.from.kind === 'table' ? [each.from.relation] : [];
      return 'relation' in each ? [each.relation] : [];
    }),
    files: sources.flatMap((source) => textOfFileSource(source) ?? []),
  };
}
