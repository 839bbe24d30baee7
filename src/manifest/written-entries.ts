import type { Location, NodeId } from '../base/index.ts';
import type { ColumnProperties, ConfigLayer } from '../project/index.ts';
import type { NodeDrafts } from './node-drafts.ts';

/** What a properties file says of a node, for the places of what is wrong with it. */
export interface WrittenEntry {
  readonly columns: readonly ColumnProperties[];
  readonly config: ConfigLayer;
  locate(...path: (string | number)[]): Location;
}

export type WrittenEntries = ReadonlyMap<NodeId, WrittenEntry>;

export const writtenEntries = (drafted: readonly NodeDrafts[]): WrittenEntries =>
  new Map(
    drafted.flatMap(({ described, tables }): [NodeId, WrittenEntry][] => [
      ...[...described].map(([{ entry }, node]): [NodeId, WrittenEntry] => [node.id, entry]),
      ...[...tables].map(([entry, { node }]): [NodeId, WrittenEntry] => [node.id, entry]),
    ]),
  );
