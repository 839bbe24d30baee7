import { fail, ok, type Result } from '../../base/index.ts';
import { compileNode, isBlank, settle } from '../../compile/index.ts';
import type { OperationNode } from '../../manifest/index.ts';
import type { Value } from '../../template/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import { Timing } from '../timing.ts';
import type { Connection } from './connection.ts';
import type { DirectRun } from './direct-run.ts';
import { refusal } from './refusal.ts';

/** The hooks of all packages, the project's own first. */
function hooksOf(when: OperationNode['when'], { settings }: DirectRun): readonly OperationNode[] {
  const { manifest, project } = settings.compile;
  const rank = (node: OperationNode) => (node.package === project.name ? 0 : 1);
  return [...manifest.nodes.values()]
    .filter((node): node is OperationNode => node.resource === 'operation' && node.when === when)
    .sort((a, b) => rank(a) - rank(b) || compare(a.package, b.package) || a.index - b.index);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Runs the hooks before or after everything else, each with an outcome of its own; after one that failed the rest is
 * skipped. Gives whether all went well; fails if one cannot even be evaluated.
 */
export async function hooksDirectly(
  when: OperationNode['when'],
  values: ReadonlyMap<string, Value>,
  run: DirectRun,
): Promise<Result<boolean>> {
  let failed = false;
  const connection = await run.connect();
  try {
    for (const [position, hook] of hooksOf(when, run).entries()) {
      const name = `${hook.package}.${when}.${position}`;
      if (failed) {
        skip(hook, name, run);
        continue;
      }
      const done = await runHook(hook, name, values, run, connection);
      if (!done.ok) return done;
      failed = !done.value;
    }
    return ok(!failed);
  } finally {
    await run.disconnect(connection);
  }
}

function skip(hook: OperationNode, name: string, run: DirectRun): void {
  run.finish(
    new Timing(run.settings.clock).outcome(hook.id, 'skipped', 0, {
      message: `${name} skipped`,
      failures: 1,
    }),
    'hook',
  );
}

async function runHook(
  hook: OperationNode,
  name: string,
  values: ReadonlyMap<string, Value>,
  run: DirectRun,
  connection: Connection,
): Promise<Result<boolean>> {
  const { emit, clock, compile } = run.settings;
  const timing = new Timing(clock);
  emit({ kind: 'step_started', at: clock.now(), step: 'hook', node: hook.id });
  const { result, rendering } = await settle(connection.perform, (log) =>
    compileNode(hook, compile, log, { values, thread: 'MainThread' }),
  );
  if (!result.ok) {
    const diagnostics = refusal(result.diagnostics, rendering, hook, undefined, run);
    run.finish(timing.outcome(hook.id, 'error', 0, { diagnostics }), 'hook');
    return fail(...diagnostics);
  }
  timing.running();
  const sql = sqlOf(result.value.text);
  const common = { compiledSql: result.value.text };
  const done = isBlank(sql)
    ? undefined
    : await connection.perform({ kind: 'execute', sql, begin: false, fetch: false });
  if (done !== undefined && !done.ok) {
    const blame = {
      label: name,
      location: hook.locate(),
      sql: { text: sql, locate: () => hook.locate() },
    };
    const diagnostics = [engineDiagnostic(done.error, blame)];
    const message = `${name} failed, error:\n ${done.error.message}`;
    run.finish(timing.outcome(hook.id, 'error', 0, { ...common, diagnostics, message, failures: 1 }), 'hook');
    return ok(false);
  }
  const message = `${name} passed`;
  run.finish(timing.outcome(hook.id, 'success', 0, { ...common, message, failures: 0 }), 'hook');
  return ok(true);
}

/** A hook is SQL, or JSON that holds it, as `before_begin()` prints it. */
export function sqlOf(text: string): string {
  if (!/^\s*\{/.test(text)) return text;
  try {
    const parsed: unknown = JSON.parse(text);
    const sql = typeof parsed === 'object' && parsed !== null ? (parsed as { sql?: unknown }).sql : undefined;
    return typeof sql === 'string' ? sql : text;
  } catch {
    return text;
  }
}
