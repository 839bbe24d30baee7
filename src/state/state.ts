import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import { type Diagnostic, error, type NodeId, sha256 } from '../base/index.ts';
import { type Migration, migrations } from './migrations.ts';

/** What is known of a published relation; written in the transaction that publishes it. */
export interface PublishedRecord {
  readonly node: NodeId;
  readonly relation: string;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly rows: number | undefined;
  readonly sqlHash: string;
  /** The folder of its files, for what is stored as Parquet. */
  readonly location: string | undefined;
}

/**
 * Brings the schema `_assay` to this version of Assay, each migration in a transaction of its own. Gives a
 * diagnostic when the warehouse has the state of a newer Assay, or one whose history differs.
 */
export async function openState(session: Session, at: number): Promise<EngineResult<Diagnostic | undefined>> {
  const made = await session.run(
    `create schema if not exists _assay; create table if not exists _assay.migrations (version integer not null, name varchar not null, checksum varchar not null, applied_at timestamp not null)`,
  );
  if (!made.ok) return made;
  const known = await session.query('select version, checksum from _assay.migrations order by version');
  if (!known.ok) return known;
  const applied = new Map(known.value.rows.map(([version, checksum]) => [Number(version), String(checksum)]));
  for (const [version, checksum] of applied) {
    const own = migrations.find((migration) => migration.version === version);
    if (own === undefined || checksumOf(own) !== checksum) {
      return {
        ok: true,
        value: error('A5030', 'the warehouse holds the state of another version of Assay', {
          hint: 'update Assay',
        }),
      };
    }
  }
  for (const migration of migrations.filter(({ version }) => !applied.has(version))) {
    const done = await session.atomically([
      ...migration.statements.map((sql): Statement => ({ kind: 'execute', sql })),
      {
        kind: 'execute',
        sql: `insert into _assay.migrations values (${migration.version}, ${text(migration.name)}, ${text(checksumOf(migration))}, ${time(at)})`,
      },
    ]);
    if (!done.ok) return done;
  }
  return { ok: true, value: undefined };
}

/** The folders of the published versions of what is stored as Parquet, by node. */
export async function publishedLocations(
  session: Session,
): Promise<EngineResult<ReadonlyMap<NodeId, string>>> {
  const found = await session.query(
    'select node_id, location from _assay.published where location is not null',
  );
  if (!found.ok) return found;
  return {
    ok: true,
    value: new Map(found.value.rows.map(([node, location]) => [String(node), String(location)])),
  };
}

/** The statements that record a publication; they go into its transaction. */
export const recordPublished = (records: readonly PublishedRecord[]): readonly Statement[] =>
  records.length === 0
    ? []
    : [
        {
          kind: 'execute',
          sql: `delete from _assay.published where node_id in (${records.map(({ node }) => text(node)).join(', ')})`,
        },
        { kind: 'execute', sql: `insert into _assay.published values ${records.map(row).join(', ')}` },
      ];

const row = (record: PublishedRecord): string =>
  `(${[
    text(record.node),
    text(record.relation),
    text(record.runId),
    time(record.at),
    record.rows === undefined ? 'null' : String(record.rows),
    text(record.sqlHash),
    record.location === undefined ? 'null' : text(record.location),
  ].join(', ')})`;

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

const time = (at: number): string =>
  `timestamp '${new Date(at).toISOString().replace('T', ' ').replace('Z', '')}'`;

const checksumOf = (migration: Migration): string => sha256(migration.statements.join(';\n'));
