import { type Cell, Decimal, type EngineError, type Session } from '../adapter/index.ts';
import type { FailingRows } from '../base/index.ts';
import type { SqlText } from '../compile/index.ts';
import type { TestNode } from '../manifest/index.ts';
import { meets, type Verdict, verdict } from './threshold.ts';

/** A test whose relations are bound: ready to run. */
export interface BoundTest {
  readonly node: TestNode;
  readonly failing: SqlText;
  readonly aggregate?: { readonly expression: string; readonly from: string };
}

export type TestResult =
  | {
      readonly node: TestNode;
      readonly verdict: Verdict;
      readonly failures: number;
      readonly failing?: FailingRows;
    }
  | {
      readonly node: TestNode;
      readonly verdict: 'error';
      readonly error: EngineError;
      readonly sql: SqlText;
    };

/** How many failing rows a report shows. */
const shownRows = 5;
/** From this many rows on each test is a statement of its own: statistics prune it, and one pass over all costs more. */
const largeRelation = 1_000_000;

/**
 * Runs the tests of one relation. Those that can be an aggregate share one statement, as long as the relation is
 * small enough for statements to cost more than rows; any that it finds failing is asked again for its rows.
 *
 * @param rows how many rows the relation has, where known
 */
export async function runTests(
  tests: readonly BoundTest[],
  session: Session,
  rows: number | undefined,
): Promise<TestResult[]> {
  const passed =
    rows !== undefined && rows >= largeRelation ? new Set<TestNode>() : await passTogether(tests, session);
  const results: TestResult[] = [];
  for (const test of tests) {
    if (passed.has(test.node))
      results.push({ node: test.node, verdict: verdictOf(test.node, 0)!, failures: 0 });
    else results.push(await runAlone(test, session));
  }
  return results;
}

/** The tests that one statement shows to have no failing rows. If it fails itself, there are none: each is tried alone. */
async function passTogether(tests: readonly BoundTest[], session: Session): Promise<ReadonlySet<TestNode>> {
  const passed = new Set<TestNode>();
  const groups = new Map<string, BoundTest[]>();
  for (const test of tests) {
    if (
      test.aggregate === undefined ||
      test.node.config.failCalc !== 'count(*)' ||
      verdictOf(test.node, 0) === undefined
    )
      continue;
    if (test.node.config.storeFailures) continue;
    const group = groups.get(test.aggregate.from);
    if (group === undefined) groups.set(test.aggregate.from, [test]);
    else group.push(test);
  }
  for (const [from, group] of groups) {
    if (group.length < 2) continue;
    const expressions = group.map((test) => test.aggregate!.expression);
    const answer = await session.query(`select ${expressions.join(', ')} from ${from}`);
    if (!answer.ok) continue;
    for (const [index, test] of group.entries())
      if (Number(answer.value.rows[0]?.[index]) === 0) passed.add(test.node);
  }
  return passed;
}

/** The verdict on a number of failures, where its conditions are plain comparisons. */
function verdictOf({ config }: TestNode, failures: number): Verdict | undefined {
  const error = meets(failures, config.errorIf);
  const warn = meets(failures, config.warnIf);
  return error === undefined || warn === undefined ? undefined : verdict(config.severity, error, warn);
}

async function runAlone(test: BoundTest, session: Session): Promise<TestResult> {
  const { node, failing } = test;
  const { config } = node;
  const refused = (error: EngineError, offset: number): TestResult => ({
    node,
    verdict: 'error',
    error: error.offset === undefined ? error : { ...error, offset: error.offset - offset },
    sql: failing,
  });
  const limit = config.limit === undefined ? '' : `limit ${config.limit}`;
  const head = `select ${config.failCalc} as failures, ${config.failCalc} ${config.warnIf} as warns, ${config.failCalc} ${config.errorIf} as fails from (\n`;
  const counted = await session.query(`${head}${failing.text}\n${limit}) as failing`);
  if (!counted.ok) return refused(counted.error, head.length);
  const [failures, warns, fails] = counted.value.rows[0] ?? [];
  const result = verdict(config.severity, fails === true, warns === true);
  if (config.storeFailures) {
    const stored = await storeFailures(test, session);
    if (stored !== undefined) return refused(stored, 0);
  }
  if (result === 'pass') return { node, verdict: result, failures: Number(failures ?? 0) };
  const rows = await session.query(
    `select * from (\n${failing.text}\n${limit}) as failing limit ${shownRows}`,
  );
  if (!rows.ok) return refused(rows.error, 0);
  return {
    node,
    verdict: result,
    failures: Number(failures ?? 0),
    failing: {
      columns: rows.value.columns.map((column) => column.name),
      rows: rows.value.rows.map((row) => row.map(printed)),
    },
  };
}

async function storeFailures(test: BoundTest, session: Session): Promise<EngineError | undefined> {
  const relation = test.node.storedIn!;
  const done = await session.atomically([
    {
      kind: 'create_schema',
      schema: relation.schema,
      ...(relation.database !== undefined && { database: relation.database }),
    },
    { kind: 'drop', relation, object: 'table' },
    { kind: 'create_table', relation, query: test.failing.text },
  ]);
  return done.ok ? undefined : done.error;
}

const printed = (cell: Cell): string | null => {
  if (cell === null) return null;
  return typeof cell === 'object' && !(cell instanceof Decimal)
    ? JSON.stringify(cell, (_, value) => (typeof value === 'bigint' ? String(value) : value))
    : String(cell);
};
