import type { EngineResult, Session, Statement } from '../adapter/index.ts';
import type { NodeId, Outcome } from '../base/index.ts';
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

/** That a test has not passed. It vouches for nothing, and is kept to be told. */
export interface NotPassed {
  readonly verdict: Extract<Outcome['status'], 'warn' | 'fail' | 'error'>;
  /** Epoch milliseconds. */
  readonly at: number;
}

export interface TestedRecords {
  readonly passed: ReadonlyMap<NodeId, TestedRecord>;
  readonly notPassed: ReadonlyMap<NodeId, NotPassed['verdict']>;
}

/** How the tests in a schema ended the last time. */
export async function testedRecords(
  session: Session,
  schema: string,
  state = '_assay',
): Promise<EngineResult<TestedRecords>> {
  const found = await session.query(
    `select node_id, fingerprint, parts, epoch_ms(tested_at), seconds from ${state}.tested where schema_name = ${text(schema)}`,
  );
  if (!found.ok) return found;
  const passed = new Map<NodeId, TestedRecord>();
  const notPassed = new Map<NodeId, NotPassed['verdict']>();
  for (const [id, fingerprint, parts, at, seconds] of found.value.rows) {
    const node = String(id);
    const verdict = verdicts.find((each) => fingerprint === '' && each === parts);
    if (verdict !== undefined) notPassed.set(node, verdict);
    else
      passed.set(node, {
        node,
        fingerprint: String(fingerprint),
        parts: String(parts),
        at: Number(at),
        seconds: Number(seconds),
      });
  }
  return { ok: true, value: { passed, notPassed } };
}

/** They stand in the place of the fingerprint's parts, of a test that has none. */
const verdicts = ['warn', 'fail', 'error'] as const;

/** @param given tests that have run; of which nothing can be said there is no record */
export function recordTested(
  given: ReadonlyMap<NodeId, TestedRecord | NotPassed | undefined>,
  schema: string,
): readonly Statement[] {
  const statements: Statement[] = [];
  const all = [...given];
  for (let start = 0; start < all.length; start += atOnce)
    statements.push(...recordSome(all.slice(start, start + atOnce), schema));
  return statements;
}

/** More rows in one statement make it no faster, and take memory several times over. */
const atOnce = 2000;

function recordSome(
  given: readonly (readonly [NodeId, TestedRecord | NotPassed | undefined])[],
  schema: string,
): readonly Statement[] {
  const rows = given.flatMap(([node, record]) => {
    if (record === undefined) return [];
    const isPassed = 'fingerprint' in record;
    return {
      node_id: node,
      schema_name: schema,
      fingerprint: isPassed ? record.fingerprint : '',
      parts: isPassed ? record.parts : record.verdict,
      tested_at: timeText(record.at),
      seconds: isPassed ? record.seconds : 0,
    };
  });
  const nodes = given.map(([node]) => text(node)).join(', ');
  const forget: Statement = {
    kind: 'execute',
    sql: `delete from _assay.tested where schema_name = ${text(schema)} and node_id in (${nodes})`,
  };
  if (rows.length === 0) return [forget];
  return [
    forget,
    { kind: 'execute', sql: `insert into _assay.tested by name from ${manyRows(rows, types)}` },
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
