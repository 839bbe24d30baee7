import type { EngineError, Statement } from '../adapter/index.ts';
import { error, groupBy, type NodeId } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { PublishStep } from '../plan/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import { recordPublished } from '../state/index.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import { publishable } from './publishable.ts';
import type { Run } from './run.ts';

/**
 * Publishes what has passed of all the groups that are ready, in one transaction, since commits cost more than
 * what is in them. If that fails each group is tried by itself, so that one cannot hold up the others.
 */
export async function publishSteps(steps: readonly PublishStep[], run: Run): Promise<void> {
  const groups: (readonly NodeId[])[] = [];
  for (const step of steps) {
    const { publish, withheld } = await publishable(step, run);
    withhold(withheld, run);
    if (publish.length > 0) groups.push(publish);
  }
  const failure = await publishTogether(groups.flat(), run);
  if (failure === undefined) return;
  for (const group of groups) {
    const own = groups.length === 1 ? failure : await publishTogether(group, run);
    if (own !== undefined) reportFailure(group, own, run);
  }
}

async function publishTogether(nodes: readonly NodeId[], run: Run): Promise<EngineError | undefined> {
  if (nodes.length === 0) return undefined;
  const { settings } = run;
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
    run.published.add(id);
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

function reportFailure(nodes: readonly NodeId[], failure: EngineError, run: Run): void {
  const { settings } = run;
  for (const id of nodes) {
    const location = { file: nodeOf(id, run).path };
    const cause = engineDiagnostic(failure, { label: settings.label(id), location });
    const diagnostic = error('A5022', `${settings.label(id)} was built and could not be published`, {
      location,
      detail: [cause.message.slice(cause.message.indexOf(': ') + 2), ...(cause.detail ?? [])],
    });
    const outcome = run.outcomes.get(id)!;
    run.outcomes.set(id, { ...outcome, status: 'error', diagnostics: [...outcome.diagnostics, diagnostic] });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  }
  withhold(new Map(nodes.map((node) => [node, nodes])), run);
}

/** What was built stays staged, to be looked at; readers keep the version from before. */
export function withhold(withheld: ReadonlyMap<NodeId, readonly NodeId[]>, run: Run): void {
  const { settings } = run;
  const causes = groupBy(withheld.keys(), (node) => withheld.get(node)!.join());
  for (const nodes of causes.values()) {
    const because = withheld.get(nodes[0]!)!;
    for (const node of nodes) run.withheld.set(node, because);
    const built = nodes.filter((id) => run.staged.has(id));
    const kept = built.filter((id) => run.existing(nodeOf(id, run).relation) !== undefined);
    for (const id of built) {
      run.outcomes.set(id, { ...run.outcomes.get(id)!, unpublished: kept.includes(id) ? 'kept' : 'none' });
    }
    if (built.length > 0)
      settings.emit({ kind: 'withheld', at: settings.clock.now(), nodes: built, kept, because });
  }
}
