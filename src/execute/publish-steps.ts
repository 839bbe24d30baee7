import type { EngineError, Statement } from '../adapter/index.ts';
import { error, type NodeId } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { PublishStep } from '../plan/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import { recordPublished } from '../state/index.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import type { Run } from './run.ts';

/**
 * Publishes all the groups that are ready in one transaction, since commits cost more than what is in them. If
 * that fails each group is tried by itself, so that one cannot hold up the others.
 *
 * @returns for each step whether its nodes are visible now
 */
export async function publishSteps(steps: readonly PublishStep[], run: Run): Promise<boolean[]> {
  if (steps.length === 0) return [];
  const failure = await publish(steps, run);
  if (failure === undefined) return steps.map(() => true);
  if (steps.length === 1) {
    reportFailure(steps[0]!, failure, run);
    return [false];
  }
  const results: boolean[] = [];
  for (const step of steps) results.push(...(await publishSteps([step], run)));
  return results;
}

async function publish(steps: readonly PublishStep[], run: Run): Promise<EngineError | undefined> {
  const { settings } = run;
  const nodes = steps.flatMap((step) => step.nodes);
  const statements = nodes.flatMap((id) => promotion(id, run));
  if (settings.keepState) statements.push(...recordPublished(nodes.map((id) => record(id, run))));
  const session = await run.session(0);
  const done = await session.atomically(statements);
  if (!done.ok) return done.error;
  for (const id of nodes) {
    const { parquetDirectory, materialization } = run.staged.get(id)!;
    const node = nodeOf(id, run);
    if (parquetDirectory !== undefined)
      new ParquetVersions(settings.target.parquetRoot, node.relation).publish(parquetDirectory);
    run.nowExists({
      ...node.relation,
      kind: parquetDirectory === undefined ? publishedKind(materialization.main) : 'view',
    });
    run.bindings.unstage(id);
  }
  settings.emit({ kind: 'published', at: settings.clock.now(), nodes });
  return undefined;
}

const publishedKind = (main: Statement): 'table' | 'view' => (main.kind === 'create_view' ? 'view' : 'table');

function promotion(id: NodeId, run: Run): readonly Statement[] {
  const { materialization, postHooks } = run.staged.get(id)!;
  return [...materialization.promote, ...postHooks.map((sql): Statement => ({ kind: 'execute', sql }))];
}

function record(id: NodeId, run: Run) {
  const { settings } = run;
  const { rows, sqlHash, parquetDirectory } = run.staged.get(id)!;
  return {
    node: id,
    relation: settings.adapter.relation(nodeOf(id, run).relation),
    runId: settings.runId,
    at: settings.clock.now(),
    rows,
    sqlHash,
    location: parquetDirectory,
  };
}

const nodeOf = (id: NodeId, run: Run): BuildableNode =>
  run.settings.compile.manifest.nodes.get(id) as BuildableNode;

function reportFailure(step: PublishStep, failure: EngineError, run: Run): void {
  const { settings } = run;
  for (const id of step.nodes) {
    const node = nodeOf(id, run);
    const cause = engineDiagnostic(failure, { label: settings.label(id), location: { file: node.path } });
    const diagnostic = error('A5022', `${settings.label(id)} was built and could not be published`, {
      location: { file: node.path },
      detail: [cause.message.slice(cause.message.indexOf(': ') + 2), ...(cause.detail ?? [])],
    });
    const outcome = run.outcomes.get(id)!;
    run.outcomes.set(id, { ...outcome, status: 'error', diagnostics: [...outcome.diagnostics, diagnostic] });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  }
  withhold(step, step.nodes, run);
}

/** What was built stays staged, to be looked at; readers keep the version from before. */
export function withhold(step: PublishStep, because: readonly NodeId[], run: Run): void {
  const { settings } = run;
  const built = step.nodes.filter((id) => run.staged.has(id));
  const kept = built.filter((id) => run.existing(nodeOf(id, run).relation) !== undefined);
  for (const id of built) {
    run.outcomes.set(id, { ...run.outcomes.get(id)!, unpublished: kept.includes(id) ? 'kept' : 'none' });
  }
  if (built.length > 0)
    settings.emit({ kind: 'withheld', at: settings.clock.now(), nodes: built, kept, because });
}
