import type { DefinedRelations } from '../../adapter/index.ts';
import type { RelationName } from '../../base/index.ts';
import { readSql } from '../../fingerprint/index.ts';

/**
 * Whether what a relation shows changes only when somebody writes to the warehouse: a table, or a view over such. A view
 * that reads files, tables of other databases or the time does not.
 */
export function steadyIn(relations: DefinedRelations): (name: RelationName) => boolean {
  const known = new Map<string, boolean>();
  const named = (identifier: string, schema?: string) =>
    relations.filter(
      (each) => same(each.identifier, identifier) && (schema === undefined || same(each.schema, schema)),
    );
  const isSteady = ({ schema, identifier, query }: DefinedRelations[number]): boolean => {
    if (query === undefined) return true;
    const key = JSON.stringify([schema, identifier]);
    if (!known.has(key)) {
      // Until it is known.
      known.set(key, false);
      const { volatile, elsewhere } = readSql(query, () => false);
      known.set(
        key,
        volatile.length === 0 && elsewhere.every((each) => each.what === 'relation' && isThere(each.name)),
      );
    }
    return known.get(key)!;
  };
  const isThere = (written: string): boolean => {
    const parts = [...written.matchAll(/"((?:[^"]|"")*)"|[^."\s]+/g)].map(
      ([part, quoted]) => quoted?.replaceAll('""', '"') ?? part,
    );
    const [identifier, schema, database] = parts.reverse();
    if (identifier === undefined || database !== undefined) return false;
    const found = named(identifier, schema);
    return found.length > 0 && found.every(isSteady);
  };
  return ({ schema, identifier }) => named(identifier, schema).every(isSteady);
}

const same = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
