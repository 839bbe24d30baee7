import type { NodeId } from '../../base/index.ts';
import type { ArtifactManifest, ArtifactNode } from '../../project/index.ts';
import { isDifferent, type Part, parts } from './compare-nodes.ts';
import type { StateComparison, StateWord } from './request.ts';

/** How a project differs from what an earlier manifest.json says of it, with dbt's meaning of every word. */
export function compareManifests(earlier: ArtifactManifest, now: ArtifactManifest): StateComparison {
  const changed = changedMacros(earlier, now);
  const modified = (old: ArtifactNode | undefined, node: ArtifactNode): boolean =>
    isDifferent(old, node) || changed(macrosOf(node));
  return {
    is(word: StateWord, id: NodeId): boolean {
      const node = nodeOf(now, id);
      if (node === undefined) return false;
      const old = nodeOf(earlier, id);
      switch (word) {
        case 'new':
          return old === undefined;
        case 'old':
          return old !== undefined;
        case 'modified':
          return modified(old, node);
        case 'unmodified':
          return !modified(old, node);
        case 'modified.macros':
          return changed(macrosOf(node));
        default:
          return parts[word.slice('modified.'.length) as Part](old, node);
      }
    },
  };
}

const nodeOf = ({ nodes, sources }: ArtifactManifest, id: NodeId): ArtifactNode | undefined =>
  nodes[id] ?? sources[id];

/** Whether one of these macros, or one that they call, has another text than before or is new. */
function changedMacros(
  earlier: ArtifactManifest,
  now: ArtifactManifest,
): (ids: readonly string[]) => boolean {
  const known = new Map<string, boolean>();
  const changed = (id: string): boolean => {
    const answer = known.get(id);
    if (answer !== undefined) return answer;
    known.set(id, false); // macros may call each other in a circle
    const macro = now.macros[id];
    const found =
      macro !== undefined &&
      (macro.macro_sql !== earlier.macros[id]?.macro_sql || macrosOf(macro).some(changed));
    known.set(id, found);
    return found;
  };
  return (ids) => ids.some(changed);
}

function macrosOf({ depends_on }: { readonly depends_on?: unknown }): readonly string[] {
  const { macros } = (depends_on ?? {}) as { readonly macros?: unknown };
  return Array.isArray(macros) ? macros : [];
}
