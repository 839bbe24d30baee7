import type { Diagnostic } from '../base/index.ts';

/**
 * Warnings of deprecated spellings, one for each kind: an old project has hundreds of them. Of the places the first is
 * kept.
 */
export function foldDeprecations(warnings: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Map<string, number>();
  for (const { code, message } of warnings)
    if (code === 'A1056') places.set(message, (places.get(message) ?? 0) + 1);
  const told = new Set<string>();
  return warnings.flatMap((warning) => {
    const count = warning.code === 'A1056' ? (places.get(warning.message) ?? 1) : 1;
    if (count === 1) return [warning];
    if (told.has(warning.message)) return [];
    told.add(warning.message);
    const others = count === 2 ? 'the same at one other place' : `the same at ${count - 1} other places`;
    return [{ ...warning, detail: [...(warning.detail ?? []), others] }];
  });
}
