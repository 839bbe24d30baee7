import { type Diagnostic, fail, ok, type Result } from '../../base/index.ts';
import { callOperation, type DirectSettings, settle } from '../../compile/index.ts';
import type { MacroEntry } from '../../manifest/index.ts';
import type { Value } from '../../template/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { DirectRun } from './direct-run.ts';

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

/** The call itself stands in no file: what is about it is about the macro. */
function inFiles(diagnostic: Diagnostic, entry: MacroEntry): Diagnostic {
  const { location, related, ...rest } = diagnostic;
  const called = related?.filter((each) => each.location?.file !== '');
  const place = location?.file === '' ? entry.locate() : location;
  return { ...rest, ...(place && { location: place }), ...(called && { related: called }) };
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
    const [first] = result.diagnostics;
    if (thrown === undefined || first === undefined)
      return fail(...result.diagnostics.map((diagnostic) => inFiles(diagnostic, entry)));
    const location = first.location ?? entry.locate();
    const diagnostic = engineDiagnostic(thrown.error, { label: call.name, location });
    return fail(inFiles({ ...diagnostic, ...(first.related && { related: first.related }) }, entry));
  } finally {
    await run.disconnect(connection);
  }
}
