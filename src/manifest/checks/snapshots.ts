import { type Diagnostic, error } from '../../base/index.ts';
import { isSequence, type YamlValue } from '../../project/index.ts';
import type { ManifestNode } from '../nodes.ts';
import type { SnapshotNode } from '../query-resources.ts';

/** What snapshots lack, once all that says something of them is known. */
export const checkSnapshots = (nodes: Iterable<ManifestNode>): Diagnostic[] =>
  [...nodes].flatMap((node) => (node.resource === 'snapshot' ? checkSnapshot(node) : []));

const isGiven = (value: YamlValue | undefined): boolean =>
  value !== undefined &&
  value !== null &&
  value !== '' &&
  value !== false &&
  !(isSequence(value) && value.length === 0);

function checkSnapshot(node: SnapshotNode): Diagnostic[] {
  const { raw, materialized } = node.config;
  const wrong = (message: string, hint: string): Diagnostic[] => [
    error('A2315', `the snapshot '${node.name}' ${message}`, { location: node.locate(), hint }),
  ];
  if (!isGiven(raw.strategy) || !isGiven(raw.unique_key))
    return wrong(
      `has no ${isGiven(raw.strategy) ? 'unique_key' : 'strategy'}`,
      'give it a strategy, timestamp or check, and the unique_key of its rows',
    );
  if (raw.strategy === 'check' && !isGiven(raw.check_cols))
    return wrong('checks no columns', "list them in check_cols, or say 'all'");
  if (raw.strategy === 'check' && typeof raw.check_cols === 'string' && raw.check_cols !== 'all')
    return wrong(`has check_cols: ${raw.check_cols}`, "it is a list of columns, or 'all'");
  if (raw.strategy === 'timestamp' && !isGiven(raw.updated_at))
    return wrong('has no updated_at', 'name the column with the time of the last change');
  if (raw.strategy === 'timestamp' && isGiven(raw.check_cols))
    return wrong('has check_cols, and its strategy is timestamp', 'take one of them away');
  if (materialized !== 'snapshot') return wrong(`is materialized as '${materialized}'`, 'take that away');
  return [];
}
