import type { Diagnostic } from '../base/index.ts';
import { compileText, isBlank } from '../compile/index.ts';
import type { ProjectHook } from '../project/index.ts';
import { Bindings } from './bindings.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import type { RunSettings } from './run.ts';

/** Runs the project's `on-run-start` or `on-run-end`, one after the other; gives what the first that failed said. */
export async function runHooks(
  name: 'on-run-start' | 'on-run-end',
  hooks: readonly ProjectHook[],
  settings: Pick<RunSettings, 'warehouse' | 'adapter' | 'compile'>,
): Promise<Diagnostic | undefined> {
  if (hooks.length === 0) return undefined;
  const bindings = new Bindings(settings.adapter, settings.compile);
  const session = await settings.warehouse.session();
  try {
    for (const hook of hooks) {
      const query = compileText(hook.sql, undefined, settings.compile, hook.location);
      if (!query.ok) return query.diagnostics[0];
      const sql = bindings.bindPublished(query.value);
      if ('ok' in sql) return sql.diagnostics[0];
      if (isBlank(sql.text)) continue;
      const done = await session.run(sql.text);
      if (!done.ok) return engineDiagnostic(done.error, { label: name, location: hook.location });
    }
    return undefined;
  } finally {
    session.release();
  }
}
