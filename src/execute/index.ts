export { Bindings } from './bindings.ts';
export { parsedMoment, printedMoment } from './direct/batch-spans.ts';
export { catalogDirectly, type FoundTable, type FoundTables } from './direct/catalog-directly.ts';
export { type CloneOutcome, cloneDirectly } from './direct/clone-directly.ts';
export { DirectRun, type DirectRunSettings } from './direct/direct-run.ts';
export { type DirectOutcome, executeDirectly } from './direct/execute-directly.ts';
export {
  type FreshnessListener,
  type FreshnessOutcome,
  type FreshnessRun,
  freshnessDirectly,
  hasFreshness,
} from './direct/freshness-directly.ts';
export { idleNodes } from './direct/idle-nodes.ts';
export {
  inlineId,
  type Looked,
  lookAt,
  lookAtInline,
  lookedOutcome,
  previewRows,
  seedRows,
} from './direct/look-directly.ts';
export { operateDirectly, operationMacro } from './direct/operate.ts';
export { prepareForLooking } from './direct/prepare-directly.ts';
export type { DirectReuseSettings } from './direct/reuse/direct-reuse.ts';
export { type Blamed, engineDiagnostic } from './engine-diagnostic.ts';
export { executePlan } from './execute-plan.ts';
export type { Deferred } from './reuse/deferred.ts';
export type { GatheredKnown } from './reuse/gather-known.ts';
export { type OpenKnownRequest, openKnown, readKnown } from './reuse/open-known.ts';
export { addsTo, type RunSettings } from './run.ts';
export { runHooks } from './run-hooks.ts';
export { Timing } from './timing.ts';
