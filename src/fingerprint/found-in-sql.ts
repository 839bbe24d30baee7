import type { RelationName } from '../base/index.ts';
import type { Unprovable } from './fingerprint.ts';
import { readSql } from './sql/index.ts';

/** What a query may read: the relations of nodes, and the files of sources by how they stand in SQL. */
export interface ReadHere {
  readonly relations: readonly RelationName[];
  readonly files: readonly string[];
  /** What users have defined: it is not looked into what these do. */
  readonly functions: readonly string[];
}

/** Why rendered SQL can give something else the next time, where its relations stand as they are called. */
export function foundInSql(sql: string, read: ReadHere): Unprovable[] {
  const { volatile, elsewhere } = readSql(sql);
  const called = read.functions.filter((name) => calls(sql, name));
  return [
    ...called.map((name): Unprovable => ({ kind: 'elsewhere', what: 'function', name })),
    ...volatile.map((call): Unprovable => ({ kind: 'volatile', call })),
    ...elsewhere.flatMap(({ what, name }): Unprovable[] => {
      const isKnown =
        what === 'relation'
          ? read.relations.some((relation) => isNameOf(name, relation))
          : what === 'file' && read.files.includes(name);
      return isKnown ? [] : [{ kind: 'elsewhere', what, name }];
    }),
  ];
}

const calls = (sql: string, name: string): boolean =>
  new RegExp(`${name.replace(/\W/g, '\\$&')}"?\\s*\\(`, 'i').test(sql);

/** Whether it is called so, with its schema at least: without, the search path decides. */
function isNameOf(written: string, { database, schema, identifier }: RelationName): boolean {
  const parts = [...written.matchAll(/"((?:[^"]|"")*)"|([^".]+)/g)].map(([, quoted, plain]) =>
    (quoted?.replaceAll('""', '"') ?? plain ?? '').toLowerCase(),
  );
  const own = [schema, identifier].map((part) => part.toLowerCase());
  if (parts.length === 2) return parts.every((part, index) => part === own[index]);
  return (
    parts.length === 3 && parts[0] === database?.toLowerCase() && parts[1] === own[0] && parts[2] === own[1]
  );
}
