import type { EngineError, Statement } from '../adapter/index.ts';
import { error, groupBy, type NodeId } from '../base/index.ts';
import type { SqlText } from '../compile/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import type { PublishStep } from '../plan/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import { type PublishedRecord, recordPublished } from '../state/index.ts';
import { engineDiagnostic, hookDiagnostic } from './engine-diagnostic.ts';
import { publishable } from './publishable.ts';
import { folderSignature } from './reuse/folder-signature.ts';
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
  if (run.published.size - run.publishedAtRoom >= untilMoreRoom) {
    run.publishedAtRoom = run.published.size;
    // Where it cannot be made, what lacks it fails and says so.
    await (await run.session(0)).makeRoom();
  }
  if (failure === undefined) return;
  for (const group of groups) {
    const rest = group.filter((id) => !run.published.has(id));
    const own = groups.length === 1 ? failure : await publishTogether(rest, run);
    if (own !== undefined) reportFailure(rest, own, run);
  }
}

/** After how many publications more room is made. */
const untilMoreRoom = 1000;

/** A transaction writes to one database, so what is built in an attached one has a transaction of its own. */
async function publishTogether(nodes: readonly NodeId[], run: Run): Promise<Refusal | undefined> {
  for (const [database, part] of groupBy(nodes, (id) => nodeOf(id, run).relation.database)) {
    const failure = await publishIn(database, part, run);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

async function publishIn(
  database: string | undefined,
  nodes: readonly NodeId[],
  run: Run,
): Promise<Refusal | undefined> {
  const { settings } = run;
  const promotions = nodes.flatMap((id) => promotion(id, run));
  const records = settings.state === undefined ? [] : recordPublished(nodes.map((id) => record(id, run)));
  const session = await run.session(0);
  const isOwn = database === undefined;
  const statements = promotions.map(({ statement }) => statement);
  const done = await session.atomically(isOwn ? [...statements, ...records] : statements);
  if (!done.ok) return { error: done.error, ...promotions[done.error.statement ?? -1] };
  for (const id of nodes) {
    const { parquetDirectory, materialization } = run.staged.get(id)!;
    const node = nodeOf(id, run);
    if (parquetDirectory !== undefined)
      new ParquetVersions(settings.target, node.relation).publish(parquetDirectory);
    run.nowExists({
      ...node.relation,
      kind: parquetDirectory === undefined ? publishedKind(materialization.main) : 'view',
    });
    run.bindings.unstage(id);
    run.staged.delete(id);
    run.published.add(id);
  }
  settings.emit({ kind: 'published', at: settings.clock.now(), nodes });
  const recorded = isOwn ? done : await session.atomically(records);
  return recorded.ok ? undefined : { error: recorded.error };
}

const publishedKind = (main: Statement): 'table' | 'view' => (main.kind === 'create_view' ? 'view' : 'table');

/** A statement that makes a node visible, or a post-hook of it. */
interface Promotion {
  readonly statement: Statement;
  readonly node: NodeId;
  readonly hook?: SqlText;
}

/** Why nothing was published, and the statement that the engine refused, where it says which. */
interface Refusal extends Partial<Promotion> {
  readonly error: EngineError;
}

function promotion(node: NodeId, run: Run): readonly Promotion[] {
  const { materialization, postHooks } = run.staged.get(node)!;
  return [
    ...materialization.promote.map((statement) => ({ statement, node })),
    ...postHooks.map((hook) => ({ statement: { kind: 'execute', sql: hook.text } as const, node, hook })),
  ];
}

function record(id: NodeId, run: Run): PublishedRecord {
  const { settings } = run;
  const { rows, sqlHash, parquetDirectory, built, shows } = run.staged.get(id)!;
  const elapsedMs = run.outcomes.get(id)?.elapsedMs;
  return {
    node: id,
    builder: settings.state?.builder,
    relation: settings.adapter.relation(nodeOf(id, run).relation),
    runId: settings.runId,
    at: settings.clock.now(),
    rows,
    sqlHash,
    shows,
    location: parquetDirectory,
    seconds: elapsedMs === undefined ? undefined : elapsedMs / 1000,
    ...(built && {
      built:
        parquetDirectory === undefined ? built : { ...built, contents: folderSignature(parquetDirectory) },
    }),
  };
}

const nodeOf = (id: NodeId, run: Run): BuildableNode =>
  run.settings.compile.manifest.nodes.get(id) as BuildableNode;

function reportFailure(nodes: readonly NodeId[], refusal: Refusal, run: Run): void {
  const { settings } = run;
  const { error: failure, node, hook } = refusal;
  const failed = node === undefined ? nodes : [node];
  for (const id of failed) {
    const location = { file: nodeOf(id, run).path };
    const label = settings.label(id);
    const cause = hook
      ? hookDiagnostic(failure, hook, 'post-hook', location)
      : engineDiagnostic(failure, { label: 'the database says', location });
    const diagnostic = error('A5022', `${label} was built and could not be published`, {
      ...(cause.location && { location: cause.location }),
      detail: [cause.message, ...(cause.detail ?? [])],
      ...(cause.hint !== undefined && { hint: cause.hint }),
    });
    const outcome = run.outcomes.get(id)!;
    run.outcomes.set(id, { ...outcome, status: 'error', diagnostics: [...outcome.diagnostics, diagnostic] });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  }
  withhold(new Map(nodes.map((each) => [each, failed])), run);
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
