import type { NodeId } from '../base/index.ts';
import {
  type Change,
  changesBetween,
  hashOf,
  isProvable,
  type KnownOrKept,
  type Recorded,
  type Shared,
  unprovableOf,
  type Versions,
} from '../fingerprint/index.ts';
import type { BuildableNode, TestNode } from '../manifest/index.ts';
import type { Reason } from './reason.ts';

/** What a plan is told to find out what has not changed. */
export interface Reuse {
  readonly known: KnownOrKept;
  readonly versions: Versions;
}

/**
 * Why a node has to be built or a test run, or what is reused instead.
 *
 * @param changing whether the plan builds a node, so that its data may become another
 */
export function decide(
  node: BuildableNode | TestNode,
  reuse: Reuse,
  changing: (node: NodeId) => boolean,
): Reason | Recorded {
  const standing = reuse.known.kept?.standing(node, reuse.versions, changing);
  if (standing !== undefined) return standing;
  const own = decideHere(node, reuse, changing);
  if (isReused(own) || own.kind === 'upstream') return own;
  const shared = sharedAs(node, reuse, changing);
  if (shared === undefined) return own;
  if (node.resource === 'test') return shared;
  reuse.versions.set(node.id, shared.version);
  return { kind: 'shared', shared };
}

function decideHere(
  node: BuildableNode | TestNode,
  { known, versions }: Reuse,
  changing: (node: NodeId) => boolean,
): Reason | Recorded {
  const before = known.before(node.id);
  if (before === undefined) return unrecorded(node.id, known);
  const definition = known.define(node);
  if (!definition.ok) return { kind: 'broken', because: definition.diagnostics[0]! };
  const now = versions.fingerprint(definition.value);
  const built = new Set(now.reads.flatMap((read) => versions.shown(read, changing)));
  const changes = changesBetween(before.fingerprint, now).filter(
    (change) => !isOpen(change, versions, changing),
  );
  if (changes.length > 0) return { kind: 'changed', changes };
  const because = unprovableOf(now, before.fingerprint);
  if (because.length > 0) return { kind: 'unprovable', because };
  if (built.size > 0) return { kind: 'upstream', nodes: [...built] };
  if (!isProvable(now)) return { kind: 'altered' };
  known.kept?.learn(node.id, now, {
    ...before,
    version: node.resource === 'test' ? '' : versions.of(node.id),
  });
  return before;
}

function unrecorded(node: NodeId, known: KnownOrKept): Reason {
  const verdict = known.notPassed(node);
  if (verdict !== undefined) return { kind: 'not_passed', verdict };
  return { kind: known.isAltered(node) ? 'altered' : 'new' };
}

/** What the target that is deferred to has of a node, if that is what the node would become here. */
export function sharedAs(
  node: BuildableNode | TestNode,
  { known, versions }: Reuse,
  changing: (node: NodeId) => boolean,
): Shared | undefined {
  const shared = known.shared(node.id);
  const definition = shared && known.define(node);
  if (shared === undefined || definition?.ok !== true) return undefined;
  const now = versions.fingerprint(definition.value);
  if (!isProvable(now) || now.reads.some((read) => versions.shown(read, changing).length > 0))
    return undefined;
  return hashOf(now) === shared.hash ? shared : undefined;
}

export const isReused = (decision: Reason | Recorded): decision is Recorded => !('kind' in decision);

/** Whether only the run will tell which version is read. */
const isOpen = (change: Change, versions: Versions, changing: (node: NodeId) => boolean): boolean =>
  change.part === 'upstream' && versions.shown(change.node, changing).length > 0;
