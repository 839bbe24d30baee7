import type { Adapter } from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';

/** The relation that is recorded by this name; undefined where the adapter writes names otherwise. */
export function namedRelation(recorded: string, adapter: Adapter): RelationName | undefined {
  const parts = [...recorded.matchAll(/"((?:[^"]|"")*)"/g)].map(([, part]) => part!.replaceAll('""', '"'));
  const [identifier, schema, database] = parts.reverse();
  if (identifier === undefined || schema === undefined) return undefined;
  const name = { schema, identifier, ...(database !== undefined && { database }) };
  return adapter.relation(name) === recorded ? name : undefined;
}
