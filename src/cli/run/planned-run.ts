import type { ExistingRelation, Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, type Emit, error, fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { CompileSettings } from '../../compile/index.ts';
import { type Deferred, engineDiagnostic, type openKnown, type RunSettings } from '../../execute/index.ts';
import { unknownVersion } from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { Plan } from '../../plan/index.ts';
import { relationKey } from '../../publish/index.ts';
import { KeptForRun } from '../cache/kept-for-run.ts';
import { compileSettings } from '../open/compile-settings.ts';
import { type Deferral, readElsewhere } from '../open/defer.ts';
import { knownRequest, versionsOf } from '../open/known-for-run.ts';
import type { OpenProject } from '../open/open-project.ts';
import { existingRelations } from '../open/open-warehouse.ts';
import type { RunKind, RunOptions } from '../options.ts';
import { missingDiagnostic, planFor } from './plan-run.ts';

/** What a command does, and what it was decided on. */
export interface PlannedRun {
  readonly plan: Plan;
  readonly compile: CompileSettings;
  readonly existing: readonly ExistingRelation[];
  readonly exists: (node: BuildableNode) => boolean;
  readonly state: NonNullable<RunSettings['state']>;
  readonly deferTo: Deferred | undefined;
  /** What nodes came to, to be kept when the run is over. */
  readonly kept: KeptForRun | undefined;
}

interface Planning {
  readonly kind: RunKind;
  readonly options: RunOptions;
  readonly opened: OpenProject;
  readonly selected: ReadonlySet<NodeId>;
  readonly deferral?: Deferral;
  readonly warehouse: Warehouse;
  /** `openKnown`, or `readKnown` where nothing may be written. */
  readonly known: typeof openKnown;
  readonly deferTo: Deferred | undefined;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly emit: Emit;
}

/** Looks at what there is and decides what is done: the same for `build` and for `plan`. */
export async function planRun(planning: Planning): Promise<Result<PlannedRun>> {
  const { kind, options, opened, selected, warehouse, deferTo, runId, startedAt } = planning;
  const blame = (label: string) => ({ label, location: { file: opened.project.file.source.file } });
  const existing = await existingRelations(warehouse, opened);
  if (!existing.ok) return fail(engineDiagnostic(existing.error, blame(opened.project.target.name)));
  const keys = new Set(existing.value.map(relationKey));
  const isHere = (node: BuildableNode) => keys.has(relationKey(node.relation));
  const elsewhere = planning.deferral && readElsewhere(planning.deferral, selected, opened.manifest, isHere);
  const exists = (node: BuildableNode) => isHere(node) || elsewhere?.has(node.id) === true;
  const fullRefresh = options.fullRefresh === true;
  const settings = { runId, startedAt, fullRefresh, exists };
  const silent = compileSettings(opened, { ...settings, emit: () => undefined });
  // What is read elsewhere has no version here, and what is in memory is gone.
  const isLasting = elsewhere === undefined && opened.project.target.path !== ':memory:';
  const keeps = isLasting && options.partialParse !== false;
  const kept = keeps ? new KeptForRun(opened, options) : undefined;
  const request = knownRequest(opened, {
    runId,
    warehouse,
    adapter: duckdb,
    compile: silent,
    exists,
    deferTo,
    kept,
  });
  const known = await planning.known(warehouse, request);
  if (!known.ok) return fail(unreadableState(engineDiagnostic(known.error, blame('_assay'))));
  if ('code' in known.value) return fail(known.value);
  const state = { ...known.value, versions: versionsOf(known.value.known, opened) };
  for (const id of elsewhere?.keys() ?? []) state.versions.set(id, unknownVersion);
  const { plan, missing } = planFor(kind, options, opened, selected, exists, state);
  if (options.buildMissing === false && missing.length > 0) return fail(missingDiagnostic(missing, opened));
  const compile = {
    ...compileSettings(opened, { ...settings, emit: planning.emit }),
    ...(elsewhere && { elsewhere }),
  };
  return ok({ plan, compile, existing: existing.value, exists, state, deferTo, kept });
}

const unreadableState = ({ message }: Diagnostic): Diagnostic =>
  error(
    'A5032',
    `what Assay has recorded in the warehouse cannot be read: ${message.replace('_assay: ', '')}`,
    {
      hint: 'drop the schema _assay, if it was changed by hand: everything is built once more then',
    },
  );
