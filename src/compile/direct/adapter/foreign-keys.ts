import { PyDict, toText, type Value } from '../../../template/index.ts';
import { Relation } from '../../objects/relation.ts';
import type { Rendering } from '../rendering.ts';
import type { AdapterMethods } from './methods.ts';

/** The parts of a name that a relation, or a node as `model` has it, gives. */
function placeOf(value: Value | undefined): { database: string; schema: string; identifier: string } {
  if (value instanceof Relation) {
    const { database, schema, identifier } = value.fields.path;
    return { database: database ?? '', schema: schema ?? '', identifier: identifier ?? '' };
  }
  const of = (key: string): string => toText((value instanceof PyDict ? value.get(key) : undefined) ?? '');
  return { database: of('database'), schema: of('schema'), identifier: of('alias') || of('name') };
}

const keysOf = ({ settings }: Rendering, value: Value | undefined): Value[] => {
  const { database, schema, identifier } = placeOf(value);
  return [...settings.cache.keys(database, schema, identifier)].sort();
};

/** What adapter has for tables that refer to each other. */
export const foreignKeyMethods: AdapterMethods = {
  catalog_supports_foreign_keys: [
    'database',
    ({ settings }, [database]) => settings.cache.isDuckDB(toText(database ?? '')),
  ],
  existing_key_constraint_types: ['relation', (rendering, [relation]) => keysOf(rendering, relation)],
};
