import { fail, groupBy, type NodeId, ok, type Result } from '../../base/index.ts';
import { callOperation, Relation, settle } from '../../compile/index.ts';
import type { BuildableNode, ManifestNode } from '../../manifest/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';

interface Place {
  readonly database: string;
  readonly schema: string;
}

/** Makes the schemas that the selected nodes are built in, and finds out what is in all that the project uses. */
export async function prepareDirectly(
  selected: ReadonlySet<NodeId>,
  run: DirectRun,
  connection: Connection,
): Promise<Result<void>> {
  const { manifest } = run.settings.compile;
  const nodes = [...manifest.nodes.values()];
  const existing = await existingSchemas(run, connection);
  if (!existing.ok) return existing;
  for (const place of placesOf(
    nodes.filter(({ id }) => selected.has(id)),
    run,
  )) {
    if (existing.value.has(keyOf(place))) continue;
    const made = await createSchema(place, run, connection);
    if (!made.ok) return made;
  }
  return fillCache(placesOf(nodes, run), run, connection);
}

/** The same for what compiles and does not build: nothing is made. */
export async function prepareForLooking(run: DirectRun): Promise<Result<void>> {
  const connection = await run.connect();
  try {
    return await fillCache(placesOf([...run.settings.compile.manifest.nodes.values()], run), run, connection);
  } finally {
    await run.disconnect(connection);
  }
}

const keyOf = ({ database, schema }: Place): string => `${database}.${schema}`.toLowerCase();

/** Where nodes are built: models, seeds, snapshots, and tests whose failures are kept. */
function placesOf(nodes: readonly ManifestNode[], run: DirectRun): readonly Place[] {
  const { compile } = run.settings;
  const own = compile.project.target.profile?.database ?? '';
  const places = nodes.flatMap((node): Place[] => {
    const relation = isBuilt(node) ? node.relation : keptIn(node, compile.storeFailures);
    return relation === undefined ? [] : [{ database: relation.database ?? own, schema: relation.schema }];
  });
  return [...groupBy(places, keyOf).values()].map(([first]) => first!);
}

const isBuilt = (node: ManifestNode): node is BuildableNode =>
  node.resource === 'seed' ||
  node.resource === 'snapshot' ||
  (node.resource === 'model' && node.config.materialized !== 'ephemeral');

/** Where the failures of a test are kept; undefined for other nodes, and where they are not. */
export const keptIn = (node: ManifestNode, all: boolean) =>
  node.resource === 'test' && (all || node.config.storeFailures) ? node.storedIn : undefined;

async function existingSchemas(
  run: DirectRun,
  { session }: Connection,
): Promise<Result<ReadonlySet<string>>> {
  const found = await session.query(
    "select database_name, schema_name from duckdb_schemas() where not internal or schema_name = 'main'",
  );
  if (!found.ok) return fail(engineDiagnostic(found.error, blame(run)));
  return ok(
    new Set(
      found.value.rows.map(([database, schema]) =>
        keyOf({ database: String(database), schema: String(schema) }),
      ),
    ),
  );
}

/** By the macro, which a project may have made its own. */
async function createSchema(place: Place, run: DirectRun, connection: Connection): Promise<Result<void>> {
  const { compile } = run.settings;
  const relation = Relation.of(
    { ...place },
    { include: { database: true, schema: true, identifier: false } },
  );
  const entry = compile.manifest.macros.anywhere('create_schema');
  if (entry === undefined) throw new Error('there is no macro create_schema');
  const { result, rendering } = await settle(connection.perform, (log) => {
    const settled = callOperation(entry, new Map([['relation', relation]]), compile, log);
    settled.rendering.effects.queue({ kind: 'commit' });
    return settled;
  });
  if (result.ok) return ok(undefined);
  const { thrown } = rendering.effects;
  return thrown === undefined ? result : fail(engineDiagnostic(thrown.error, blame(run)));
}

/** One question for all schemas, where dbt asks one for each. */
async function fillCache(
  places: readonly Place[],
  run: DirectRun,
  { session }: Connection,
): Promise<Result<void>> {
  const { cache } = run.settings.compile;
  if (places.length === 0) return ok(undefined);
  const found = await session.relations(places);
  if (!found.ok) return fail(engineDiagnostic(found.error, blame(run)));
  const own = run.settings.compile.project.target.profile?.database ?? '';
  const bySchema = groupBy(found.value, (relation) =>
    keyOf({ database: relation.database ?? own, schema: relation.schema }),
  );
  for (const place of places)
    cache.fill(
      place,
      (bySchema.get(keyOf(place)) ?? []).map((relation) =>
        Relation.of(
          { database: relation.database ?? own, schema: relation.schema, identifier: relation.identifier },
          { type: relation.kind },
        ),
      ),
    );
  return found.value.length === 0 ? ok(undefined) : fillKeys(run, session);
}

const keyTypes: Readonly<Record<string, string>> = {
  'PRIMARY KEY': 'primary_key',
  UNIQUE: 'unique',
  'FOREIGN KEY': 'foreign_key',
};

/** The keys that tables have, and what the databases are. */
async function fillKeys(run: DirectRun, session: Connection['session']): Promise<Result<void>> {
  const { cache } = run.settings.compile;
  const types = Object.keys(keyTypes).map((type) => `'${type}'`);
  const keys = await session.query(
    `select database_name, schema_name, table_name, constraint_type from duckdb_constraints() where constraint_type in (${types.join(', ')})`,
  );
  const databases = await session.query('select database_name, type from duckdb_databases()');
  if (!keys.ok || !databases.ok) {
    const { error } = keys.ok ? (databases as Extract<typeof databases, { ok: false }>) : keys;
    return fail(engineDiagnostic(error, blame(run)));
  }
  for (const [database, schema, table, type] of keys.value.rows)
    cache.addKey(String(database), String(schema), String(table), keyTypes[String(type)]!);
  cache.setCatalogs(
    databases.value.rows.map(([database, type]) => [String(database), String(type)] as const),
  );
  return ok(undefined);
}

const blame = ({ settings }: DirectRun) => ({
  label: settings.compile.project.target.name,
  location: { file: settings.compile.project.file.source.file },
});
