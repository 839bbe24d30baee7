import type { Diagnostic, Location } from '../../base/index.ts';
import { joinPieces, type Rendering, type SqlText, slice } from '../../compile/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { DirectRun } from './direct-run.ts';

/**
 * What went wrong in a node's templates. What the database refused is said of the place in the analyst's own SQL, if it
 * is in that; otherwise of the place in the template that asked for it.
 */
export function refusal(
  diagnostics: readonly Diagnostic[],
  rendering: Rendering,
  node: ManifestNode,
  compiled: SqlText | undefined,
  run: DirectRun,
): readonly Diagnostic[] {
  const { thrown } = rendering.effects;
  const [first] = diagnostics;
  if (thrown === undefined || first === undefined) return diagnostics;
  const sql = thrown.effect.kind === 'execute' ? traced(thrown.effect.sql, compiled) : undefined;
  const location = node.locate();
  const diagnostic = engineDiagnostic(thrown.error, {
    label: run.settings.label(node.id),
    location,
    root: run.settings.compile.project.root,
    compiledPath: run.settings.runPath(node),
    ...(sql !== undefined && { sql }),
  });
  const { related } = first;
  return [{ ...diagnostic, ...(isElsewhere(diagnostic.location, location) && related && { related }) }];
}

/** Without a place of its own in the node's SQL, the macros that lead to the statement help. */
const isElsewhere = (found: Location | undefined, node: Location): boolean =>
  found === undefined || found === node;

/** A statement whose part that is the node's own query knows where it came from. */
function traced(statement: string, compiled: SqlText | undefined): SqlText {
  const own = compiled?.text.trim() ?? '';
  const at = own === '' ? -1 : statement.indexOf(own);
  if (compiled === undefined || at === -1) return { text: statement, locate: () => undefined };
  const from = compiled.text.indexOf(own);
  return joinPieces([
    { text: statement.slice(0, at) },
    slice(compiled, from, from + own.length),
    { text: statement.slice(at + own.length) },
  ]);
}
