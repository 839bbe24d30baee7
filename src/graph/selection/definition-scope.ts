import { type Diagnostic, error, type Location, type Result } from '../../base/index.ts';
import type { IndirectSelection, Places } from './criterion.ts';
import type { Expression } from './expression.ts';

export type YamlPath = readonly (string | number)[];
export type Mapping = Readonly<Record<string, unknown>>;

export const isMapping = (value: unknown): value is Mapping =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What the parsing of a definition asks, and where it notes what it ignores. */
export interface DefinitionScope {
  readonly indirect: IndirectSelection;
  readonly locate: (path: YamlPath) => Location | undefined;
  /** Another selector, by name. */
  readonly resolve: (name: string, places: Places) => Result<Expression>;
  readonly warnings: Diagnostic[];
}

/** The error for a definition that has none of the forms. */
export function malformed(
  message: string,
  path: YamlPath,
  scope: DefinitionScope,
  hint?: string,
): Diagnostic {
  const { whole } = placesAt(path, scope);
  return error('A2117', message, {
    ...(whole === undefined ? {} : { location: whole }),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** Notes that a key has no effect. */
export function ignored(message: string, path: YamlPath, scope: DefinitionScope, hint?: string): void {
  scope.warnings.push({ ...malformed(message, path, scope, hint), code: 'A2118', severity: 'warning' });
}

/** The place of a value of selectors.yml, as the place of a criterion. */
export function placesAt(path: YamlPath, scope: Pick<DefinitionScope, 'locate'>): Places {
  const whole = scope.locate(path);
  return whole === undefined ? {} : { whole };
}
