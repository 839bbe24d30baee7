import type { EngineResult, Rows, Session, Statement } from '../adapter/index.ts';
import { type Diagnostic, error, sha256 } from '../base/index.ts';
import { type Migration, migrations } from './migrations.ts';
import { text, time } from './sql-values.ts';

/**
 * Brings the schema `_assay` to this version of Assay, each migration in a transaction of its own. Gives a
 * diagnostic when the warehouse has the state of a newer Assay, or one whose history differs.
 */
export async function openState(session: Session, at: number): Promise<EngineResult<Diagnostic | undefined>> {
  const made = await session.run(
    `create schema if not exists _assay; create table if not exists _assay.migrations (version integer not null, name varchar not null, checksum varchar not null, applied_at timestamp not null)`,
  );
  if (!made.ok) return made;
  const known = await session.query(appliedMigrations('_assay'));
  if (!known.ok) return known;
  const applied = appliedIn(known.value);
  const foreign = foreignState(applied);
  if (foreign !== undefined) return { ok: true, value: foreign };
  const missing = migrations.filter(({ version }) => !applied.has(version));
  // Where there is nothing to be changed they are made at once, which takes a third of the time.
  const steps = applied.size === 0 ? [missing] : missing.map((migration) => [migration]);
  for (const step of steps) {
    const done = await session.atomically(step.flatMap((migration) => applying(migration, at)));
    if (!done.ok) return done;
  }
  return { ok: true, value: undefined };
}

const applying = (migration: Migration, at: number): readonly Statement[] => [
  ...migration.statements.map((sql): Statement => ({ kind: 'execute', sql })),
  {
    kind: 'execute',
    sql: `insert into _assay.migrations values (${migration.version}, ${text(migration.name)}, ${text(checksumOf(migration))}, ${time(at)})`,
  },
];

/**
 * Whether the state can be read as it is, without changing anything: it is there, and of this version of Assay. A
 * diagnostic as `openState` gives it.
 *
 * @param database an attached one, otherwise the warehouse itself
 */
export async function isStateCurrent(
  session: Session,
  database?: string,
): Promise<EngineResult<boolean | Diagnostic>> {
  const there = await session.relations([{ schema: '_assay', ...(database !== undefined && { database }) }]);
  if (!there.ok) return there;
  if (!there.value.some(({ identifier }) => identifier === 'migrations')) return { ok: true, value: false };
  const known = await session.query(
    appliedMigrations(database === undefined ? '_assay' : `"${database}"._assay`),
  );
  if (!known.ok) return known;
  const applied = appliedIn(known.value);
  return {
    ok: true,
    value: foreignState(applied) ?? migrations.every(({ version }) => applied.has(version)),
  };
}

const appliedMigrations = (state: string): string =>
  `select version, checksum from ${state}.migrations order by version`;

const appliedIn = ({ rows }: Rows): ReadonlyMap<number, string> =>
  new Map(rows.map(([version, checksum]) => [Number(version), String(checksum)]));

/** What is wrong with migrations that this version of Assay does not have, or has otherwise. */
function foreignState(applied: ReadonlyMap<number, string>): Diagnostic | undefined {
  for (const [version, checksum] of applied) {
    const own = migrations.find((migration) => migration.version === version);
    if (own === undefined || checksumOf(own) !== checksum)
      return error('A5030', 'the warehouse holds the state of another version of Assay', {
        hint: 'update Assay',
      });
  }
  return undefined;
}

const checksumOf = (migration: Migration): string => sha256(migration.statements.join(';\n'));
