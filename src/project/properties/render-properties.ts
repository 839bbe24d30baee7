import { type Diagnostic, fail, ok, type Result } from '../../base/index.ts';
import type { RenderValue } from '../project.ts';
import { holdsTemplate } from '../schema/shapes.ts';
import {
  isMapping,
  isSequence,
  setOwn,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

/**
 * The entries of a properties file with their templates evaluated, apart from what is evaluated when it is used:
 * descriptions, data tests, hooks, filters of metrics. The same objects where nothing is to be evaluated.
 */
export function renderProperties(
  file: YamlFile,
  value: YamlMapping,
  sections: readonly string[],
  render: RenderValue | undefined,
): Result<YamlMapping> {
  // Most files have no template outside of descriptions and tests, and many have none at all.
  if (render === undefined || !/\{[{%]/.test(file.source.text)) return ok(value);
  const wrong: Diagnostic[] = [];
  const visit = (item: YamlValue, path: YamlPath): YamlValue => {
    if (isLater(path)) return item;
    if (holdsTemplate(item)) {
      const rendered = render(item, file.locate(path));
      if (rendered.ok) return rendered.value;
      wrong.push(...rendered.diagnostics);
      return item;
    }
    if (isSequence(item))
      return same(
        item,
        item.map((inner, index) => visit(inner, [...path, index])),
      );
    if (!isMapping(item)) return item;
    const rendered: Record<string, YamlValue> = {};
    let changed = false;
    for (const [key, inner] of Object.entries(item)) {
      const result = visit(inner, [...path, key]);
      changed ||= result !== inner;
      setOwn(rendered, key, result);
    }
    return changed ? rendered : item;
  };
  const rendered: Record<string, YamlValue> = {};
  let changed = false;
  for (const [key, item] of Object.entries(value)) {
    const result = sections.includes(key) ? visit(item, [key]) : item;
    changed ||= result !== item;
    setOwn(rendered, key, result);
  }
  if (wrong.length > 0) return fail(...wrong);
  return ok(changed ? rendered : value);
}

const same = (before: readonly YamlValue[], after: readonly YamlValue[]): readonly YamlValue[] =>
  after.every((item, index) => item === before[index]) ? before : after;

const later = new Set(['tests', 'data_tests', 'description', 'loaded_at_query']);
const laterOfConfig = new Set(['pre_hook', 'post_hook', 'loaded_at_query']);

/** `[models, 0, columns, 1, description]`: what stands where dbt does not evaluate templates yet. */
function isLater([section, , ...inside]: YamlPath): boolean {
  const key = (index: number): string => String(inside[index] ?? '');
  const last = inside.at(-1);
  switch (section) {
    case 'sources':
      if (key(0) === 'description' || key(0) === 'loaded_at_query') return true;
      if (key(0) === 'config' && key(1) === 'loaded_at_query') return true;
      return key(0) === 'tables' && isLaterOfNode(inside.slice(2));
    case 'macros':
      return isLaterOfNode(key(0) === 'arguments' ? inside.slice(1) : inside);
    case 'metrics':
      return last === 'filter' || inside.at(-2) === 'filter' || isLaterOfNode(inside);
    case 'saved_queries':
      return (key(0) === 'query_params' && key(1) === 'where') || isLaterOfNode(inside);
    default:
      return isLaterOfNode(inside);
  }
}

function isLaterOfNode(path: YamlPath): boolean {
  const key = (index: number): string => String(path[index] ?? '');
  if (later.has(key(0)) || (path.length === 2 && later.has(key(1)))) return true;
  if (key(0) === 'config' && laterOfConfig.has(key(1))) return true;
  if (path.length === 5 && key(4) === 'description') return true;
  return (
    ['columns', 'dimensions', 'measures', 'entities'].includes(key(0)) &&
    ['tests', 'data_tests', 'description'].includes(key(2))
  );
}
