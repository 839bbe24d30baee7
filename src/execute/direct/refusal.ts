import type { EngineError } from '../../adapter/index.ts';
import type { Diagnostic } from '../../base/index.ts';
import { joinPieces, type Rendering, type SqlText, slice } from '../../compile/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { DirectRun } from './direct-run.ts';
import { withoutBuiltins } from './without-builtins.ts';

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
  const shown = (diagnostic: Diagnostic): Diagnostic =>
    withoutBuiltins(diagnostic, node.locate(), run.settings.label(node.id));
  if (thrown === undefined || first === undefined) return diagnostics.map(shown);
  const statement = thrown.effect.kind === 'execute' ? thrown.effect.sql : undefined;
  const placed = shown(first);
  const isKept = statement !== undefined && rendering.written?.trim() === statement.trim();
  const diagnostic = engineDiagnostic(thrown.error, {
    label: run.settings.label(node.id),
    location: placed.location ?? node.locate(),
    root: run.settings.compile.project.root,
    ...(isKept && { compiledPath: run.settings.runPath(node) }),
    ...(statement !== undefined && { sql: traced(statement, compiled) }),
  });
  if (diagnostic.location !== placed.location) return [diagnostic];
  const isUnplaced = !isKept && placed.location?.range?.start.column === node.locate().range?.start.column;
  const line = statement?.replace(/\s+/g, ' ').trim();
  return [
    {
      ...diagnostic,
      ...(isUnplaced &&
        line !== undefined && {
          detail: [...(diagnostic.detail ?? []), `in: ${line.length > 100 ? `${line.slice(0, 99)}…` : line}`],
        }),
      ...(placed.related && { related: placed.related }),
    },
  ];
}

/** What the database said of a statement that holds a node's query. */
export function statementRefusal(
  failure: EngineError,
  statement: string | undefined,
  node: ManifestNode,
  compiled: SqlText | undefined,
  run: DirectRun,
): Diagnostic {
  return engineDiagnostic(failure, {
    label: run.settings.label(node.id),
    location: node.locate(),
    root: run.settings.compile.project.root,
    compiledPath: run.settings.runPath(node),
    ...(statement !== undefined && { sql: traced(statement, compiled) }),
  });
}

/** A statement whose part that is the node's own query knows where it came from. */
export function traced(statement: string, compiled: SqlText | undefined): SqlText {
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
