import { type Diagnostic, error, type FailingRows, fail, ok, type Result } from '../../base/index.ts';
import {
  AdapterResponse,
  callMaterialization,
  compileUnitTest,
  type RenderingOptions,
  type SqlText,
  settle,
  type TableData,
  unitTestOptions,
} from '../../compile/index.ts';
import type { UnitTestNode } from '../../manifest/index.ts';
import { toJs } from '../../template/index.ts';
import { Timing } from '../timing.ts';
import { threadName } from './build-directly.ts';
import { compareRows, type RowsCompared } from './compare-rows.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';
import { refusal } from './refusal.ts';

interface Compared {
  readonly rows: RowsCompared;
  readonly adapterResponse: Readonly<Record<string, unknown>>;
}

/** Runs a unit test: the model's query over given rows has to give the rows that are expected, in whatever order. */
export async function unitTestDirectly(node: UnitTestNode, run: DirectRun, worker: number): Promise<boolean> {
  const { emit, clock } = run.settings;
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step: 'test', node: node.id });
  const connection = await run.connect();
  try {
    const options: RenderingOptions = { thread: threadName(worker) };
    const { result: compiled, rendering } = await settle(connection.perform, (log) =>
      compileUnitTest(node, run.settings.compile, log, options),
    );
    if (compiled.ok) run.reuse?.renderings.note(node.id, compiled.value.text, rendering);
    timing.running();
    const compared = compiled.ok
      ? await compare(node, compiled.value, run, connection, options)
      : fail(...refusal(compiled.diagnostics, rendering, node, undefined, run));
    const common = compiled.ok
      ? { compiledSql: compiled.value.text, compiledPath: run.settings.compiledPath(node) }
      : {};
    if (!compared.ok) {
      run.finish(
        timing.outcome(node.id, 'error', worker, { ...common, diagnostics: compared.diagnostics }),
        'test',
      );
      return false;
    }
    const { rows, adapterResponse } = compared.value;
    if (rows.same) {
      run.finish(
        timing.outcome(node.id, 'pass', worker, { ...common, adapterResponse, failures: 0 }),
        'test',
      );
      return true;
    }
    run.finish(
      timing.outcome(node.id, 'fail', worker, {
        ...common,
        adapterResponse,
        failures: 1,
        message: `\n\nactual differs from expected:\n\n${rows.text}\n`,
        diagnostics: [finding(node)],
        failing: shownRows(rows),
      }),
      'test',
    );
    return false;
  } finally {
    await run.disconnect(connection);
  }
}

async function compare(
  node: UnitTestNode,
  compiled: SqlText,
  run: DirectRun,
  connection: Connection,
  options: RenderingOptions,
): Promise<Result<Compared>> {
  const { compile } = run.settings;
  const all = { ...options, ...unitTestOptions(node, compile), compiled: compiled.text };
  const { result, rendering } = await settle(connection.perform, (log) =>
    callMaterialization(node, 'unit', compile, log, all),
  );
  if (!result.ok) return fail(...refusal(result.diagnostics, rendering, node, compiled, run));
  const main = rendering.statements.main;
  if (main === undefined)
    return fail(error('A3033', 'the materialization of unit tests has run no statement called main'));
  const { response, table } = main;
  const [actual, expected] = ['actual', 'expected'].map((which) => partOf(table.data, which));
  return ok({
    rows: compareRows(actual!, expected!),
    adapterResponse: response instanceof AdapterResponse ? (toJs(response) as Record<string, unknown>) : {},
  });
}

/** The rows that are of one side, without the column that says so. */
function partOf({ names, types, rows }: TableData, which: string): TableData {
  const lower = names.map((name) => name.toLowerCase());
  const at = lower.indexOf('actual_or_expected');
  const without = <T>(values: readonly T[]): T[] => values.filter((_, index) => index !== at);
  return {
    names: without(lower),
    types: without(types),
    rows: rows.filter((row) => row[at] === which).map(without),
  };
}

const finding = (node: UnitTestNode): Diagnostic =>
  error('A6001', 'the rows of the model are not those that are expected', { location: node.locate() });

const shownRows = ({ columns, lines }: RowsCompared): FailingRows => ({
  columns: ['', ...columns],
  rows: lines.filter(([mark]) => mark !== '').slice(0, 20),
});
