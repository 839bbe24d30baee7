import type { Cell, EngineResult, Session, Statement } from '../adapter/index.ts';
import type { NodeId } from '../base/index.ts';
import { number, text, time } from './sql-values.ts';

/** What is known of a published relation; written in the transaction that publishes it. */
export interface PublishedRecord {
  readonly node: NodeId;
  /** The project and target that built it, `shop/dev`; absent in records of before that was kept. */
  readonly builder: string | undefined;
  readonly relation: string;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly rows: number | undefined;
  readonly sqlHash: string;
  /** The relation of another target that it is a view of, where it was not built but deferred. */
  readonly shows: string | undefined;
  /** The folder of its files, for what is stored as Parquet. */
  readonly location: string | undefined;
  /** How long it took to build. */
  readonly seconds: number | undefined;
  /** What it was built from; absent where that was not kept. */
  readonly built?: BuiltFrom;
  /** Whether that is absent since somebody else had written to it, or may have. */
  readonly isAltered?: boolean;
}

export interface BuiltFrom {
  /** The hash of the fingerprint. */
  readonly fingerprint: string;
  /** The fingerprint itself, as JSON. */
  readonly parts: string;
  /** The same as long as the data is. */
  readonly version: string;
  /** The number of rows and a hash over them, of what is small enough. */
  readonly contents?: string;
}

/**
 * What was published, by the relation's name.
 *
 * @param state the schema of the records, with its database where that is another
 */
export async function publishedRecords(
  session: Session,
  state = '_assay',
): Promise<EngineResult<ReadonlyMap<string, PublishedRecord>>> {
  const found = await session.query(
    `select node_id, relation, run_id, epoch_ms(published_at), row_count, sql_hash, location, fingerprint, parts, version, contents, seconds, builder, shows
     from ${state}.published`,
  );
  if (!found.ok) return found;
  return { ok: true, value: new Map(found.value.rows.map((row) => [String(row[1]), recordOf(row)])) };
}

function recordOf(row: readonly Cell[]): PublishedRecord {
  const [
    node,
    relation,
    runId,
    at,
    rows,
    sqlHash,
    location,
    fingerprint,
    parts,
    version,
    contents,
    seconds,
    builder,
    shows,
  ] = row;
  const isKept = typeof fingerprint === 'string' && typeof parts === 'string' && typeof version === 'string';
  return {
    node: String(node),
    builder: typeof builder === 'string' ? builder : undefined,
    shows: typeof shows === 'string' ? shows : undefined,
    relation: String(relation),
    runId: String(runId),
    at: Number(at),
    rows: rows === null ? undefined : Number(rows),
    sqlHash: String(sqlHash),
    location: typeof location === 'string' ? location : undefined,
    seconds: seconds === null ? undefined : Number(seconds),
    ...(!isKept && version === altered && { isAltered: true }),
    ...(isKept && {
      built: { fingerprint, parts, version, ...(typeof contents === 'string' && { contents }) },
    }),
  };
}

/** The statements that record a publication; they go into its transaction. */
export const recordPublished = (records: readonly PublishedRecord[]): readonly Statement[] =>
  records.length === 0
    ? []
    : [
        forget(records.map(({ relation }) => relation)),
        { kind: 'execute', sql: `insert into _assay.published by name ${valuesOf(records)}` },
      ];

/** They are gone. */
export const dropPublished = (relations: readonly string[]): readonly Statement[] =>
  relations.length === 0 ? [] : [forget(relations)];

/** What stands in the place of a version. */
const altered = 'altered';

/**
 * They are published still, and what they were built from does not tell what they hold any more.
 *
 * @param by who has written to them
 */
export const forgetOrigins = (
  relations: readonly string[],
  by: 'somebody else' | 'a build',
): readonly Statement[] =>
  relations.length === 0
    ? []
    : [
        {
          kind: 'execute',
          sql: `update _assay.published set fingerprint = null, parts = null, version = ${by === 'a build' ? 'null' : text(altered)}, contents = null where relation in (${relations.map(text).join(', ')})`,
        },
      ];

/** What the small ones hold, found out after they were published. */
export const recordContents = (contents: ReadonlyMap<string, string>): readonly Statement[] =>
  contents.size === 0
    ? []
    : [
        {
          kind: 'execute',
          sql: `update _assay.published p set contents = c.contents from (values ${[...contents]
            .map(([relation, each]) => `(${text(relation)}, ${text(each)})`)
            .join(', ')}) c(relation, contents) where p.relation = c.relation`,
        },
      ];

const forget = (relations: readonly string[]): Statement => ({
  kind: 'execute',
  sql: `delete from _assay.published where relation in (${relations.map(text).join(', ')})`,
});

const columns =
  'node_id, relation, run_id, published_at, row_count, sql_hash, location, fingerprint, parts, version, contents, seconds, builder, shows';

const valuesOf = (records: readonly PublishedRecord[]): string =>
  `from (values ${records.map(row).join(', ')}) v(${columns})`;

const row = ({ built, ...record }: PublishedRecord): string =>
  `(${[
    text(record.node),
    text(record.relation),
    text(record.runId),
    time(record.at),
    number(record.rows),
    text(record.sqlHash),
    text(record.location),
    text(built?.fingerprint),
    text(built?.parts),
    text(built?.version),
    text(built?.contents),
    number(record.seconds),
    text(record.builder),
    text(record.shows),
  ].join(', ')})`;
