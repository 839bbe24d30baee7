import type { Diagnostic } from '../base/index.ts';

/**
 * Warnings of deprecated spellings, one for each kind: an old project has hundreds of them. Of the places the first is
 * kept.
 */
export function foldDeprecations(warnings: readonly Diagnostic[]): readonly Diagnostic[] {
  const places = new Map<string, number>();
  for (const warning of warnings)
    if (warning.code === 'A1056') places.set(kindOf(warning), (places.get(kindOf(warning)) ?? 0) + 1);
  const told = new Set<string>();
  return warnings.flatMap((warning) => {
    const count = warning.code === 'A1056' ? (places.get(kindOf(warning)) ?? 1) : 1;
    if (count === 1) return [warning];
    if (told.has(kindOf(warning))) return [];
    told.add(kindOf(warning));
    const others = count === 2 ? 'the same at one other place' : `the same at ${count - 1} other places`;
    return [{ ...warning, detail: [...(warning.detail ?? []), others] }];
  });
}

const kindOf = ({ event, message }: Diagnostic): string => event ?? message;
