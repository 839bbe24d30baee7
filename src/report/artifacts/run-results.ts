import type { Outcome, RelationName } from '../../base/index.ts';
import type { Manifest, ManifestNode } from '../../manifest/index.ts';
import { placeOf } from '../diagnostic/print.ts';
import { iso } from '../json/event.ts';
import { testFinding, verdictOfTest } from '../phrases.ts';
import { type ArtifactMeta, metadataOf } from './meta.ts';

export interface RunResultsMeta extends ArtifactMeta {
  readonly elapsedMs: number;
  /** The command and its options, in dbt's names: `which`, `select`, … */
  readonly args: Readonly<Record<string, unknown>>;
  /** In dbt projects: the manifest, since dbt tells of each kind of resource something else. */
  readonly manifest?: Manifest;
  readonly quoted?: (relation: RelationName, node?: ManifestNode) => string;
}

/** `run_results.json`, dbt's version 6. */
export const runResults = (outcomes: readonly Outcome[], meta: RunResultsMeta): Record<string, unknown> => ({
  metadata: metadataOf('run-results/v6', meta),
  results: outcomes.map((outcome) => ({
    ...result(outcome),
    ...ofResource(outcome, meta),
  })),
  elapsed_time: meta.elapsedMs / 1000,
  args: meta.args,
});

function result(outcome: Outcome): Record<string, unknown> {
  const ran = outcome.status !== 'skipped';
  return {
    status: outcome.status,
    timing: ran ? timing(outcome) : [],
    thread_id: `Thread-${outcome.thread}`,
    execution_time: outcome.elapsedMs / 1000,
    adapter_response: adapterResponse(outcome),
    message: message(outcome),
    failures: outcome.failures ?? null,
    unique_id: outcome.node,
    compiled: outcome.compiledSql !== undefined,
    compiled_code: outcome.compiledSql ?? null,
    relation_name: outcome.relation ?? null,
  };
}

/** Kinds that dbt compiles, be it that there is nothing to compile. */
const compiled = new Set([
  'model',
  'snapshot',
  'test',
  'unit_test',
  'analysis',
  'operation',
  'sql_operation',
]);

function ofResource(outcome: Outcome, { manifest, quoted, args }: RunResultsMeta): Record<string, unknown> {
  if (manifest === undefined) return {};
  const node = manifest.nodes.get(outcome.node);
  const relation = node === undefined ? undefined : relationOf(node, args.store_failures === true);
  const resource = node?.resource ?? outcome.node.split('.')[0]!;
  // dbt forgets what a unit test was compiled to, unless it could be compared.
  const forgets = resource === 'unit_test' && (outcome.status === 'error' || outcome.status === 'skipped');
  const isCompiled = compiled.has(resource) && !forgets;
  return {
    thread_id: node?.resource === 'operation' ? 'main' : `Thread-${outcome.thread} (worker)`,
    batch_results: outcome.batches ?? null,
    // What is only compiled has no message to dbt.
    ...(outcome.status === 'success' && isSilent(outcome) && { message: null }),
    relation_name: relation && isCompiled ? (quoted?.(relation, node) ?? null) : null,
    ...(!isCompiled && { compiled: null, compiled_code: null }),
    ...(node?.resource === 'operation' && { adapter_response: {} }),
  };
}

const isSilent = ({ message: said, reusedSince, diagnostics }: Outcome): boolean =>
  said === undefined && reusedSince === undefined && diagnostics.length === 0;

/** The relation that a node is, be it there or not. */
function relationOf(node: ManifestNode, storesAll: boolean): RelationName | undefined {
  if (node.resource === 'test') return storesAll || node.config.storeFailures ? node.storedIn : undefined;
  if (node.resource === 'snapshot') return node.relation;
  return node.resource === 'model' && node.config.materialized !== 'ephemeral' ? node.relation : undefined;
}

const timing = (outcome: Outcome): Record<string, unknown>[] => [
  { name: 'compile', started_at: iso(outcome.compileStartedAt), completed_at: iso(outcome.startedAt) },
  { name: 'execute', started_at: iso(outcome.startedAt), completed_at: iso(outcome.finishedAt) },
];

function adapterResponse(outcome: Outcome): Readonly<Record<string, unknown>> {
  if (outcome.adapterResponse !== undefined) return outcome.adapterResponse;
  if (outcome.status === 'skipped' || outcome.status === 'error') return {};
  return { _message: 'OK', ...(outcome.rows !== undefined && { rows_affected: outcome.rows }) };
}

function message(outcome: Outcome): string | null {
  if (outcome.message !== undefined) return outcome.message;
  if (outcome.reusedSince !== undefined) return `unchanged since ${iso(outcome.reusedSince)}`;
  if (outcome.status === 'success') return 'OK';
  const verdict = verdictOfTest(outcome);
  const lines: string[] = verdict ? [testFinding(outcome, '·')] : [];
  for (const diagnostic of outcome.diagnostics) {
    if (diagnostic === verdict) continue;
    const place = diagnostic.location ? ` (${placeOf(diagnostic.location)})` : '';
    lines.push(`${diagnostic.code}: ${diagnostic.message}${place}`, ...(diagnostic.detail ?? []));
  }
  return lines.length > 0 ? lines.join('\n') : null;
}
