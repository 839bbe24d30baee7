import {
  type Diagnostic,
  error,
  type FailingRows,
  fail,
  ok,
  type Result,
  warning,
} from '../../base/index.ts';
import {
  AdapterResponse,
  callMaterialization,
  compileNode,
  type SqlText,
  type StatementResult,
  settle,
} from '../../compile/index.ts';
import type { TestNode } from '../../manifest/index.ts';
import { toJs, toText, truthy } from '../../template/index.ts';
import { Timing } from '../timing.ts';
import { threadName } from './build-directly.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';
import { printedRows } from './printed-rows.ts';
import { refusal } from './refusal.ts';

/** What the query of a test came to. */
interface Verdict {
  readonly failures: number;
  readonly shouldWarn: boolean;
  readonly shouldFail: boolean;
  readonly adapterResponse: Readonly<Record<string, unknown>>;
}

/** Runs a data test with its materialization's macro. Resolves to whether it did not fail; warnings do not count. */
export async function testDirectly(node: TestNode, run: DirectRun, worker: number): Promise<boolean> {
  const { emit, clock } = run.settings;
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step: 'test', node: node.id });
  const connection = await run.connect();
  try {
    const { result: compiled, rendering } = await settle(connection.perform, (log) =>
      compileNode(node, run.settings.compile, log, { thread: threadName(worker) }),
    );
    if (compiled.ok) run.reuse?.renderings.note(node.id, compiled.value.text, rendering);
    timing.running();
    const verdict = compiled.ok
      ? await judge(node, compiled.value, run, connection, worker)
      : fail(...refusal(compiled.diagnostics, rendering, node, undefined, run));
    const common = compiled.ok
      ? { compiledSql: compiled.value.text, compiledPath: run.settings.compiledPath(node) }
      : {};
    if (!verdict.ok || !compiled.ok) {
      const diagnostics = verdict.ok ? [] : verdict.diagnostics;
      run.finish(timing.outcome(node.id, 'error', worker, { ...common, diagnostics }), 'test');
      return false;
    }
    const { status, message } = statusOf(node, verdict.value, run);
    const { failures, adapterResponse } = verdict.value;
    const said = { adapterResponse, ...(message !== undefined && { message }) };
    if (status === 'pass') {
      run.finish(timing.outcome(node.id, 'pass', worker, { ...common, ...said, failures: 0 }), 'test');
      return true;
    }
    const failing = await failingRows(compiled.value, connection);
    const diagnostics = [finding(node, status)];
    run.finish(
      timing.outcome(node.id, status, worker, {
        ...common,
        ...said,
        failures,
        diagnostics,
        ...(failing && { failing }),
      }),
      'test',
    );
    return status === 'warn';
  } finally {
    await run.disconnect(connection);
  }
}

async function judge(
  node: TestNode,
  compiled: SqlText,
  run: DirectRun,
  connection: Connection,
  worker: number,
): Promise<Result<Verdict>> {
  const { compile } = run.settings;
  const options = { compiled: compiled.text, thread: threadName(worker) };
  const { result, rendering } = await settle(connection.perform, (log) =>
    callMaterialization(node, 'test', compile, log, options),
  );
  if (!result.ok) return fail(...refusal(result.diagnostics, rendering, node, compiled, run));
  return verdictOf(rendering.statements.main, node);
}

function verdictOf(main: StatementResult | undefined, node: TestNode): Result<Verdict> {
  const data = main?.table.data;
  const [row, ...others] = data?.rows ?? [];
  if (main === undefined || data === undefined || row === undefined || others.length > 0 || row.length !== 3)
    return fail(
      error('A3033', `the test ${node.name} gave no verdict: one row of three values`, {
        location: node.locate(),
        detail: [
          `its statement main gave ${data?.rows.length ?? 0} rows of ${data?.names.length ?? 0} values`,
        ],
        hint: 'do fail_calc, warn_if and error_if stand for one value each?',
      }),
    );
  const of = (name: string) => row[data.names.findIndex((each) => each.toLowerCase() === name)] ?? null;
  const failures = of('failures');
  if (failures === null)
    return fail(
      error('A3033', `the test ${node.name} gave no verdict: its fail_calc is null`, {
        location: node.locate(),
        hint: 'use coalesce(…, 0) where there may be no rows',
      }),
    );
  const { response } = main;
  return ok({
    failures: Number(toText(failures)),
    shouldWarn: isTrue(of('should_warn')),
    shouldFail: isTrue(of('should_error')),
    adapterResponse: response instanceof AdapterResponse ? (toJs(response) as Record<string, unknown>) : {},
  });
}

const isTrue = (value: Parameters<typeof truthy>[0]): boolean =>
  typeof value === 'string' ? /^(?:y|yes|t|true|on|1)$/i.test(value) : truthy(value);

function statusOf(
  { config }: TestNode,
  { failures, shouldFail, shouldWarn }: Verdict,
  run: DirectRun,
): { readonly status: 'pass' | 'fail' | 'warn'; readonly message?: string } {
  const got = `Got ${failures} ${failures === 1 ? 'result' : 'results'}, configured to`;
  if (config.severity === 'error' && shouldFail)
    return { status: 'fail', message: `${got} fail if ${config.errorIf}` };
  if (!shouldWarn) return { status: 'pass' };
  return run.settings.warningFails('LogTestResult')
    ? { status: 'fail', message: `${got} fail if ${config.warnIf}` }
    : { status: 'warn', message: `${got} warn if ${config.warnIf}` };
}

function finding(node: TestNode, status: 'fail' | 'warn'): Diagnostic {
  const make = status === 'fail' ? error : warning;
  return make('A6001', 'expected no rows', { location: node.locate() });
}

/** A few of the rows that the test's query gave; of a query that cannot be asked again there are none. */
async function failingRows(compiled: SqlText, connection: Connection): Promise<FailingRows | undefined> {
  const found = await connection.session.query(compiled.text, { limit: 5 });
  return found.ok ? printedRows(found.value) : undefined;
}
