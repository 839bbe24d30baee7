import { collect, fail, ok, type Result } from '../../base/index.ts';
import { parseCriterion } from './criterion.ts';
import { parseMethodAndValue } from './definition-criterion.ts';
import { type DefinitionScope, ignored, isMapping, malformed, type YamlPath } from './definition-scope.ts';
import type { Expression } from './expression.ts';

/** Takes a definition of selectors.yml, in any of its forms, and gives its expression. */
export function parseDefinition(
  value: unknown,
  path: YamlPath,
  scope: DefinitionScope,
  isRoot: boolean = true,
): Result<Expression> {
  if (typeof value === 'string') return parseText(value, path, scope);
  if (!isMapping(value)) {
    return fail(malformed('a definition is a string or a mapping', path, scope));
  }
  const kind = 'union' in value ? 'union' : 'intersection' in value ? 'intersection' : undefined;
  if (kind === undefined) {
    const base = parseMethodAndValue(value, path, scope);
    const excludes = 'exclude' in value && 'value' in value && value.method !== 'selector';
    return excludes ? without(base, parseExclude(value.exclude, [...path, 'exclude'], scope)) : base;
  }
  const others = Object.keys(value).filter((key) => key !== kind);
  if (others.length > 0) {
    const message = `'${others.join("', '")}' beside '${kind}' has no effect`;
    const hint = `put it into the list under ${kind}`;
    if (isRoot) return fail(malformed(message, [...path, others[0]!], scope, hint));
    ignored(message, [...path, others[0]!], scope, hint);
  }
  return parseSet(kind, value[kind], [...path, kind], scope);
}

/** A string is one criterion as on the command line, without spaces and commas meaning anything. */
function parseText(text: string, path: YamlPath, scope: DefinitionScope): Result<Expression> {
  const criterion = parseCriterion(text, scope.indirect, () => scope.locate(path));
  if (!criterion.ok || criterion.value.method !== 'selector') return criterion;
  const named = scope.resolve(String(criterion.value.value), criterion.value.places);
  return named.ok ? criterion : named;
}

function parseSet(
  kind: 'union' | 'intersection',
  value: unknown,
  path: YamlPath,
  scope: DefinitionScope,
): Result<Expression> {
  if (!Array.isArray(value)) return fail(malformed(`'${kind}' holds a list`, path, scope));
  const included: Result<Expression>[] = [];
  let excluded: Result<Expression> | undefined;
  for (const [index, item] of (value as readonly unknown[]).entries()) {
    const itemPath = [...path, index];
    if (!isMapping(item) || !('exclude' in item)) {
      included.push(parseDefinition(item, itemPath, scope, false));
    } else if (excluded !== undefined) {
      included.push(
        fail(malformed(`'${kind}' has more than one exclude`, itemPath, scope, 'join their lists')),
      );
    } else {
      // As in dbt, an item with an exclude is nothing but the exclude of the whole list.
      const others = Object.keys(item).filter((key) => key !== 'exclude');
      if (others.length > 0) {
        const message = `'${others.join("', '")}' beside 'exclude' has no effect in a ${kind}`;
        ignored(message, itemPath, scope, `make it an item of its own: exclude takes from the whole ${kind}`);
      }
      excluded = parseExclude(item.exclude, [...itemPath, 'exclude'], scope);
    }
  }
  const parts = collect(included);
  if (!parts.ok) return parts;
  return without(ok({ kind, parts: parts.value, indirect: 'eager' }), excluded);
}

/** The union of the definitions in an `exclude` list; an empty list excludes nothing. */
function parseExclude(value: unknown, path: YamlPath, scope: DefinitionScope): Result<Expression> {
  if (!Array.isArray(value)) return fail(malformed("'exclude' holds a list", path, scope));
  const items = value as readonly unknown[];
  const parts = collect(items.map((item, index) => parseDefinition(item, [...path, index], scope, false)));
  if (!parts.ok) return parts;
  const only = parts.value.length === 1 ? parts.value[0] : undefined;
  return ok(only ?? { kind: 'union', parts: parts.value, indirect: 'eager' });
}

/** The first without the second, where there is a second. */
function without(from: Result<Expression>, excluded: Result<Expression> | undefined): Result<Expression> {
  if (excluded === undefined || !from.ok) return from;
  if (!excluded.ok) return excluded;
  return ok({ kind: 'difference', parts: [from.value, excluded.value], indirect: 'eager' });
}
