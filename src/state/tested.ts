import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import type { NodeId } from '../base/index.ts';
import { manyRows, text, timeText } from './sql-values.ts';

/** That a test has passed, and what it looked at. */
export interface TestedRecord {
  readonly node: NodeId;
  /** The hash of its fingerprint. */
  readonly fingerprint: string;
  /** The fingerprint as JSON. */
  readonly parts: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly seconds: number;
}

/** The tests that have passed in a schema, each as it was the last time. */
export async function testedRecords(
  session: Session,
  schema: string,
  state = '_assay',
): Promise<EngineResult<ReadonlyMap<NodeId, TestedRecord>>> {
  const found = await session.query(
    `select node_id, fingerprint, parts, epoch_ms(tested_at), seconds from ${state}.tested where schema_name = ${text(schema)}`,
  );
  if (!found.ok) return found;
  const records = found.value.rows.map(
    ([node, fingerprint, parts, at, seconds]): TestedRecord => ({
      node: String(node),
      fingerprint: String(fingerprint),
      parts: String(parts),
      at: Number(at),
      seconds: Number(seconds),
    }),
  );
  return { ok: true, value: new Map(records.map((record) => [record.node, record])) };
}

/** @param given tests that have run; those that did not pass have no record */
export function recordTested(
  given: ReadonlyMap<NodeId, TestedRecord | undefined>,
  schema: string,
): readonly Statement[] {
  if (given.size === 0) return [];
  const records = [...given.values()].filter((record) => record !== undefined);
  const rows = records.map(({ node, fingerprint, parts, at, seconds }) => ({
    node_id: node,
    schema_name: schema,
    fingerprint,
    parts,
    tested_at: timeText(at),
    seconds,
  }));
  return [
    {
      kind: 'execute',
      sql: `delete from _assay.tested where schema_name = ${text(schema)} and node_id in (${[...given.keys()].map(text).join(', ')})`,
    },
    ...(rows.length === 0
      ? []
      : [
          {
            kind: 'execute',
            sql: `insert into _assay.tested by name from ${manyRows(rows, types)}`,
          } as const,
        ]),
  ];
}

const types = {
  node_id: 'VARCHAR',
  schema_name: 'VARCHAR',
  fingerprint: 'VARCHAR',
  parts: 'VARCHAR',
  tested_at: 'TIMESTAMP',
  seconds: 'DOUBLE',
};
