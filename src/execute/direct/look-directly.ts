import { resolve } from 'node:path';
import type { Rows } from '../../adapter/index.ts';
import { error, fail, type NodeId, type Outcome, ok, type Result, SourceText } from '../../base/index.ts';
import {
  callMacroOf,
  compileDirectly,
  compileNode,
  compileUnitTest,
  isBlank,
  type Rendering,
  type SqlText,
  settle,
} from '../../compile/index.ts';
import type { BuildableNode, ManifestNode, SeedNode } from '../../manifest/index.ts';
import { parseTemplate, toText, type Value } from '../../template/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { Timing } from '../timing.ts';
import { relationName } from './build-directly.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';
import { refusal, statementRefusal, traced } from './refusal.ts';

/** SQL that was compiled, and what was left of compiling it. */
export interface Looked {
  readonly sql: SqlText;
  readonly rendering: Rendering;
}

/** Compiles a node as a run would, asking the warehouse where its templates do. */
export async function lookAt(
  node: ManifestNode,
  run: DirectRun,
  connection: Connection,
): Promise<Result<Looked>> {
  const { compile } = run.settings;
  const options = { thread: 'Thread-1 (worker)' };
  const { result, rendering } = await settle(connection.perform, (log) =>
    node.resource === 'unit_test'
      ? compileUnitTest(node, compile, log, options)
      : compileNode(node, compile, log, options),
  );
  return result.ok
    ? ok({ sql: result.value, rendering })
    : fail(...refusal(result.diagnostics, rendering, node, undefined, run));
}

/** Compiles SQL that is in no file. */
export async function lookAtInline(
  text: string,
  run: DirectRun,
  connection: Connection,
): Promise<Result<Looked>> {
  if (isBlank(text))
    return fail(error('A4001', '--inline has no SQL', { hint: "such as: --inline 'select 1'" }));
  const template = parseTemplate(new SourceText('--inline', text));
  if (!template.ok) return template;
  const { result, rendering } = await settle(connection.perform, (log) =>
    compileDirectly(template.value, run.settings.compile, log, { thread: 'Thread-1 (worker)' }),
  );
  if (result.ok) return ok({ sql: result.value, rendering });
  const { thrown } = rendering.effects;
  if (thrown === undefined) return result;
  return fail(engineDiagnostic(thrown.error, { label: '--inline', location: { file: '--inline' } }));
}

/** The rows of a query, so many at most; undefined is all of them. */
export async function previewRows(
  { sql }: Pick<Looked, 'sql'>,
  node: ManifestNode | undefined,
  limit: number | undefined,
  run: DirectRun,
  connection: Connection,
): Promise<Result<Rows>> {
  const header = node?.config.raw.sql_header;
  const kwargs = new Map<string, Value>([
    ['compiled_code', sql.text],
    ['sql_header', typeof header === 'string' ? header : null],
    ['limit', limit ?? null],
  ]);
  const { result } = await settle(connection.perform, (log) =>
    callMacroOf('get_show_sql', kwargs, node, run.settings.compile, log, { compiled: sql.text }),
  );
  if (!result.ok) return result;
  const statement = toText(result.value);
  const rows = await connection.session.query(statement);
  if (rows.ok) return ok(rows.value);
  if (node !== undefined) return fail(statementRefusal(rows.error, statement, node, sql, run));
  const inline = { label: '--inline', location: { file: '--inline' }, sql: traced(statement, sql) };
  return fail(engineDiagnostic(rows.error, inline));
}

/** The rows of a seed's file. */
export async function seedRows(
  node: SeedNode,
  limit: number | undefined,
  run: DirectRun,
  connection: Connection,
): Promise<Result<Rows>> {
  const columns = Object.entries(node.config.columnTypes).map(([name, type]) => ({ name, type }));
  const options = { header: true, delim: node.config.delimiter, sample_size: -1 };
  const path = resolve(node.packageRoot, node.path);
  const files = run.settings.adapter.files([path], { format: 'csv', options, columns });
  const rows = await connection.session.query(`select * from ${files}`, limit === undefined ? {} : { limit });
  return rows.ok ? ok(rows.value) : fail(statementRefusal(rows.error, undefined, node, undefined, run));
}

/** How compiling a node came out, as run_results.json has it. */
export function lookedOutcome(
  node: ManifestNode,
  looked: Result<Looked>,
  timing: Timing,
  run: DirectRun,
): Outcome {
  timing.running();
  if (!looked.ok) return timing.outcome(node.id, 'error', 1, { diagnostics: looked.diagnostics });
  const isBuilt = node.resource === 'model' || node.resource === 'snapshot';
  return timing.outcome(node.id, 'success', 1, {
    adapterResponse: {},
    ...(node.resource !== 'seed' && {
      compiledSql: looked.value.sql.text,
      compiledPath: run.settings.compiledPath(node),
    }),
    ...(isBuilt && { relation: relationName(node as BuildableNode, run) }),
  });
}

export const inlineId = (project: string): NodeId => `sql_operation.${project}.inline_query`;
