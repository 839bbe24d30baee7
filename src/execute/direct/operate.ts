import { fail, ok, type Result } from '../../base/index.ts';
import { callOperation, type DirectSettings, settle } from '../../compile/index.ts';
import type { MacroEntry } from '../../manifest/index.ts';
import type { Value } from '../../template/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { DirectRun } from './direct-run.ts';
import { withoutBuiltins } from './without-builtins.ts';

/** A macro to call by itself. */
export interface OperationCall {
  readonly name: string;
  readonly packageName?: string;
  readonly kwargs: ReadonlyMap<string, Value>;
}

/** The macro that an operation names. */
export function operationMacro(
  { name, packageName }: Pick<OperationCall, 'name' | 'packageName'>,
  { manifest, project }: Pick<DirectSettings, 'manifest' | 'project'>,
): MacroEntry | undefined {
  const { macros } = manifest;
  if (packageName !== undefined) return macros.namespace(packageName)?.get(name);
  return macros.find(name, project.name) ?? macros.anywhere(name);
}

/** Calls a macro by itself; what it leaves open in the database is undone. */
export async function operateDirectly(
  entry: MacroEntry,
  call: OperationCall,
  run: DirectRun,
): Promise<Result<Value>> {
  const { compile } = run.settings;
  const connection = await run.connect();
  try {
    const { result, rendering } = await settle(connection.perform, (log) =>
      callOperation(entry, call.kwargs, compile, log, {
        ...(call.packageName !== undefined && { packageName: call.packageName }),
        thread: 'MainThread',
      }),
    );
    const { thrown } = rendering.effects;
    if (result.ok) return ok(result.value);
    const shown = result.diagnostics.map((each) => withoutBuiltins(each, entry.locate(), call.name));
    const [first] = shown;
    if (thrown === undefined || first === undefined) return fail(...shown);
    const { location = entry.locate(), related } = first;
    const diagnostic = engineDiagnostic(thrown.error, { label: call.name, location });
    return fail({ ...diagnostic, ...(related && { related }) });
  } finally {
    await run.disconnect(connection);
  }
}
