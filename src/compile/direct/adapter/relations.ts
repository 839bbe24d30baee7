import { listOf, PyTuple, TemplateError, toText, type Value } from '../../../template/index.ts';
import { MappedSequence } from '../../objects/mapped-sequence.ts';
import type { Arguments } from '../../objects/members.ts';
import { Relation } from '../../objects/relation.ts';
import { matchesParts } from '../../objects/relation-fields.ts';
import { everyPart } from '../../objects/relation-parts.ts';
import type { Rendering } from '../rendering.ts';
import type { AdapterMethods } from './methods.ts';

/** An argument that has to be a relation. */
export function relationArgument(method: string, value: Value | undefined): Relation {
  if (value instanceof Relation) return value;
  throw new TemplateError('A3003', `adapter.${method}() needs a relation`, 'such as this, or ref(…)');
}

const textOrNone = (value: Value | undefined): string | null =>
  value === undefined || value === null ? null : toText(value);

/** The relations of a schema: those that the run knows of, or what the warehouse says. */
export function listRelations(
  rendering: Rendering,
  database: string | null,
  schema: string | null,
): readonly Relation[] {
  const { cache, effects } = rendering;
  const place = { database, schema };
  if (effects.recall(() => cache.knows(place))) return effects.recall(() => cache.relations(place));
  const relations = listWithoutCache(rendering, Relation.of(place, { quote: rendering.relations.quoting }));
  cache.change((shared) => shared.fill(place, relations));
  return relations;
}

function listWithoutCache(rendering: Rendering, schema: Relation): readonly Relation[] {
  const bare = schema.with({
    path: { ...schema.fields.path, identifier: null },
    include: { ...schema.fields.include, identifier: false },
  });
  const found = rendering.callMacro('list_relations_without_caching', { schema_relation: bare });
  return listOf(found).map((row) => {
    const [database = null, name = null, schemaName = null, type = null] = rowValues(row);
    const known = ['table', 'view', 'materialized_view', 'cte', 'external'].includes(String(type));
    return Relation.of(
      { database: textOrNone(database), schema: textOrNone(schemaName), identifier: textOrNone(name) },
      { type: known ? String(type) : 'external', quote: everyPart },
    );
  });
}

const rowValues = (row: Value): readonly Value[] =>
  row instanceof MappedSequence ? row.values : row instanceof PyTuple ? row.items : listOf(row);

/** The relations that may be meant: a schema has thousands, and nearly always one name is asked for. */
function candidates(
  rendering: Rendering,
  database: string | null,
  schema: string | null,
  identifier: string | null,
): readonly Relation[] {
  const { cache, effects } = rendering;
  const place = { database, schema };
  if (identifier === null || !effects.recall(() => cache.knows(place)))
    return listRelations(rendering, database, schema);
  return effects.recall(() => cache.named(place, identifier));
}

/** The relation of that name, or None. */
export function getRelation(rendering: Rendering, args: Arguments): Relation | null {
  const [database, schema, identifier] = args;
  const found = candidates(
    rendering,
    textOrNone(database),
    textOrNone(schema),
    textOrNone(identifier),
  ).filter((relation) => matchesParts(relation.fields, [database, schema, identifier]));
  if (found.length <= 1) return found[0] ?? null;
  throw new TemplateError(
    'A3004',
    `there are ${found.length} relations called ${toText(identifier ?? '')}: ${found.map(({ name }) => name).join(', ')}`,
  );
}

function dropRelation(rendering: Rendering, value: Value | undefined): Value {
  const relation = relationArgument('drop_relation', value);
  if (relation.fields.type === null)
    throw new TemplateError(
      'A3004',
      `the type of ${relation.name} is not known, so that it cannot be dropped`,
      "take the relation from adapter.get_relation(), or say what it is: .incorporate(type='table')",
    );
  rendering.cache.change((cache) => cache.drop(relation));
  rendering.callMacro('drop_relation', { relation });
  return null;
}

function renameRelation(rendering: Rendering, [given, to]: Arguments): Value {
  const from = relationArgument('rename_relation', given);
  const target = relationArgument('rename_relation', to);
  rendering.cache.change((cache) => cache.rename(from, target));
  rendering.callMacro('rename_relation', { from_relation: from, to_relation: target });
  return null;
}

const withoutIdentifier = (relation: Relation): Relation =>
  relation.with({
    include: { ...relation.fields.include, identifier: false },
    path: { ...relation.fields.path, identifier: null },
  });

function createSchema(rendering: Rendering, value: Value | undefined): Value {
  const relation = withoutIdentifier(relationArgument('create_schema', value));
  rendering.callMacro('create_schema', { relation });
  rendering.effects.queue({ kind: 'commit' });
  return null;
}

function dropSchema(rendering: Rendering, value: Value | undefined): Value {
  const relation = withoutIdentifier(relationArgument('drop_schema', value));
  rendering.callMacro('drop_schema', { relation });
  rendering.effects.queue({ kind: 'commit' });
  rendering.cache.change((cache) => cache.dropSchema(relation.fields.path));
  return null;
}

function checkSchemaExists(rendering: Rendering, [database, schema]: Arguments): Value {
  const information = Relation.of(
    { database: textOrNone(database), schema: null, identifier: 'INFORMATION_SCHEMA' },
    {
      type: 'view',
      include: { database: true, schema: false, identifier: true },
      quote: { ...everyPart, identifier: false },
    },
  );
  const found = rendering.callMacro('check_schema_exists', {
    information_schema: information,
    schema: schema ?? null,
  });
  const [row = null] = listOf(found);
  const [count = 0] = row === null ? [] : rowValues(row);
  return Number(toText(count)) > 0;
}

/** What adapter has for relations and schemas. */
export const relationMethods: AdapterMethods = {
  get_relation: ['database schema identifier', getRelation],
  list_relations: [
    'database schema',
    (rendering, [database, schema]) => [
      ...listRelations(rendering, textOrNone(database), textOrNone(schema)),
    ],
  ],
  list_relations_without_caching: [
    'schema_relation',
    (rendering, [schema]) => [
      ...listWithoutCache(rendering, relationArgument('list_relations_without_caching', schema)),
    ],
  ],
  already_exists: [
    'schema name',
    (rendering, [schema, name]) => getRelation(rendering, [rendering.database, schema, name]) !== null,
  ],
  drop_relation: ['relation', (rendering, [relation]) => dropRelation(rendering, relation)],
  truncate_relation: [
    'relation',
    (rendering, [relation]) => {
      rendering.callMacro('truncate_relation', { relation: relationArgument('truncate_relation', relation) });
      return null;
    },
  ],
  rename_relation: ['from_relation to_relation', renameRelation],
  create_schema: ['relation', (rendering, [relation]) => createSchema(rendering, relation)],
  drop_schema: ['relation', (rendering, [relation]) => dropSchema(rendering, relation)],
  check_schema_exists: ['database schema', checkSchemaExists],
  list_schemas: [
    'database',
    (rendering, [database]) =>
      listOf(rendering.callMacro('list_schemas', { database: database ?? null })).map(
        (row) => rowValues(row)[0] ?? null,
      ),
  ],
  cache_added: [
    'relation',
    (rendering, [relation]) => {
      const added = relationArgument('cache_added', relation);
      rendering.cache.change((cache) => cache.add(added));
      return '';
    },
  ],
  cache_dropped: [
    'relation',
    (rendering, [relation]) => {
      const dropped = relationArgument('cache_dropped', relation);
      rendering.cache.change((cache) => cache.drop(dropped));
      return '';
    },
  ],
  cache_renamed: [
    'from_relation to_relation',
    (rendering, [given, to]) => {
      const from = relationArgument('cache_renamed', given);
      const target = relationArgument('cache_renamed', to);
      rendering.cache.change((cache) => cache.rename(from, target));
      return '';
    },
  ],
};
