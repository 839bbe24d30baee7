import { isDeepStrictEqual } from 'node:util';
import { type Diagnostic, error, md5, type NodeId } from '../../base/index.ts';
import { toPlain, type YamlMapping } from '../../project/index.ts';
import type { TestNode } from '../nodes.ts';
import type { Draft } from './draft.ts';

/** Tests that are declared twice, word for word, count once; those that differ in their config get an id of it. */
export function distinctTests(drafts: readonly Draft<TestNode>[]): Draft<TestNode>[] {
  const byId = new Map<NodeId, Draft<TestNode>>();
  for (const draft of drafts) {
    const { node } = draft;
    const known = byId.get(node.id);
    if (known === undefined || isDeepStrictEqual(known.node.config.raw, node.config.raw)) {
      byId.set(node.id, draft);
    } else {
      const id = `${node.id}_${configHash(node.config.raw)}`;
      byId.set(id, { ...draft, node: { ...node, id } });
    }
  }
  return [...byId.values()];
}

const configHash = (config: YamlMapping): string =>
  md5(
    JSON.stringify(toPlain(config), (_, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value,
    ),
  ).slice(-10);

/** What dbt says where a test is declared twice: names and arguments tell tests apart, and not their configs. */
export function sameTests(drafts: readonly Draft<TestNode>[]): Diagnostic[] {
  const known = new Map<NodeId, TestNode>();
  return drafts.flatMap(({ node }) => {
    const other = known.get(node.id);
    known.set(node.id, node);
    if (other === undefined || !node.config.enabled || !other.config.enabled) return [];
    return [
      error('A2020', `two data tests are called '${node.name}'`, {
        location: node.locate(),
        related: [{ message: 'the other one', location: other.locate() }],
        hint: 'give one of them a name: of its own, or take it out',
      }),
    ];
  });
}
