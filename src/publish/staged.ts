import type { RelationName } from '../base/index.ts';

/** Where a version waits until it is published: a name beside the relation's own, since a table cannot change its schema. */
export const stagedName = (relation: RelationName): RelationName => ({
  ...relation,
  identifier: `${relation.identifier}__staged`,
});

/** A relation as a key, however its identifiers are spelt: the engine's names are case-insensitive. */
export const relationKey = (relation: RelationName): string =>
  [relation.database ?? '', relation.schema, relation.identifier]
    .map((part) => part.toLowerCase())
    .join('\u0000');
