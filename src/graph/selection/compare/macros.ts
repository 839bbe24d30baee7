import type { ArtifactManifest } from '../../../project/index.ts';
import type { Meanings } from './rules.ts';

/** Macros that are built in: another version of Assay, or dbt, has other ones, which nobody changed. */
const isBuiltIn = (id: string): boolean => /^macro\.dbt(_duckdb)?\./.test(id);

/** Whether one of these macros, or one that they call, has another text than before or is new. */
export function changedMacros(
  earlier: ArtifactManifest,
  now: ArtifactManifest,
  meanings?: Meanings,
): (ids: readonly string[]) => boolean {
  const same = (old: unknown, fresh: unknown): boolean =>
    old === fresh || (old !== undefined && meanings?.sameText(String(old), String(fresh)) === true);
  const known = new Map<string, boolean>();
  const changed = (id: string): boolean => {
    const answer = known.get(id);
    if (answer !== undefined) return answer;
    known.set(id, false); // macros may call each other in a circle
    const macro = now.macros[id];
    const differs =
      !isBuiltIn(id) &&
      (!same(earlier.macros[id]?.macro_sql, macro?.macro_sql) || meanings?.settingsDiffer(id) === true);
    const found = macro !== undefined && (differs || macrosOf(macro).some(changed));
    known.set(id, found);
    return found;
  };
  return (ids) => ids.some(changed);
}

export function macrosOf({ depends_on }: { readonly depends_on?: unknown }): readonly string[] {
  const { macros } = (depends_on ?? {}) as { readonly macros?: unknown };
  return Array.isArray(macros) ? macros : [];
}
