import { isDeepStrictEqual } from 'node:util';
import { md5, type NodeId } from '../../base/index.ts';
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
