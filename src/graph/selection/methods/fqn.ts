import { ok } from '../../../base/index.ts';
import { fnmatch, hasWildcard } from '../fnmatch.ts';
import { type SelectorMethod, textOf } from '../selector-method.ts';

/** `fqn:name`, `fqn:folder.sub`, `fqn:package.folder.*`: also the meaning of a bare word. */
export const fqn: SelectorMethod = {
  name: 'fqn',
  compile(criterion) {
    const pattern = patternOf(textOf(criterion));
    return ok((node) => {
      if (node.resource === 'source') return false;
      const versioned = node.version !== undefined;
      return matches(node.fqn, pattern, versioned) || matches(node.fqn.slice(1), pattern, versioned);
    });
  },
};

interface Pattern {
  readonly text: string;
  readonly parts: readonly string[];
  /** The index of the first part with a wildcard, or -1. */
  readonly wildcardAt: number;
}

function patternOf(text: string): Pattern {
  const parts = text.split('.');
  return { text, parts, wildcardAt: parts.findIndex(hasWildcard) };
}

function matches(fqn: readonly string[], pattern: Pattern, versioned: boolean): boolean {
  // A version is the last part of its model's fqn: orders.v2 is selected as orders, orders.v2 and orders_v2.
  const leaf = (versioned ? fqn.at(-2) : fqn.at(-1)) ?? '';
  if (leaf === pattern.text) return true;
  if (versioned && fqn.slice(-2).join('_') === pattern.parts.slice(-2).join('_')) return true;
  const flat = fqn.flatMap((part) => part.split('.'));
  if (flat.length < pattern.parts.length) return false;
  const exact = pattern.wildcardAt === -1 ? pattern.parts : pattern.parts.slice(0, pattern.wildcardAt);
  if (!exact.every((part, index) => flat[index] === part)) return false;
  if (pattern.wildcardAt === -1) return true;
  const rest = flat.slice(pattern.wildcardAt).join('.');
  if (fnmatch(rest, pattern.parts.slice(pattern.wildcardAt).join('.'))) return true;
  return pattern.parts.length === 1 && fnmatch(leaf, pattern.text);
}
