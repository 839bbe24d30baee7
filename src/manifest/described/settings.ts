import { type Location, ok, type Result } from '../../base/index.ts';
import {
  type ConfigKind,
  type ConfigLayer,
  isMapping,
  isSequence,
  type ResourceProperties,
  type YamlMapping,
  type YamlPath,
  type YamlValue,
} from '../../project/index.ts';
import { type DescriptionSettings, renderDescription } from '../documentation/descriptions.ts';
import type { DraftSettings } from '../drafts/draft.ts';
import { resolveConfig } from '../drafts/resolve-config.ts';
import type { ResourceConfig } from '../node-parts.ts';
import type { NodeCommon } from '../nodes.ts';
import { holdsTemplate, renderValue } from '../render-config.ts';

/** What drafting a resource of a properties file needs. */
export interface DescribeSettings extends DraftSettings, DescriptionSettings {}

/** A properties entry and where its file is. */
export interface Declaration {
  readonly properties: ResourceProperties;
  /** Of its file, below the resource path. */
  readonly folders: readonly string[];
}

type Common = Omit<NodeCommon, 'refs' | 'sources' | 'metrics'>;

/** What every resource of a properties file has. */
export function commonOf(
  resource: string,
  { properties, folders }: Declaration,
  { owner, ...settings }: DescribeSettings,
): Result<Omit<Common, 'unrenderedConfig'>> {
  const { name, file } = properties;
  const description = renderDescription(properties.description, settings, () =>
    properties.locate('description'),
  );
  if (!description.ok) return description;
  return ok({
    id: `${resource}.${owner.name}.${name}`,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path: file,
    fqn: [owner.name, ...folders, name],
    description: description.value.text,
    docBlocks: description.value.docBlocks,
    locate: () => properties.locate(),
    dependsOn: { nodes: [], macros: [] },
  });
}

export interface RenderedConfig {
  readonly config: ResourceConfig;
  readonly unrenderedConfig: () => YamlMapping;
}

/** The config of a resource: of its package's project file, its own, and of the root project's for that package. */
export function configOf(
  kind: ConfigKind,
  fqn: readonly string[],
  own: ConfigLayer,
  settings: DescribeSettings,
): Result<RenderedConfig> {
  const resolved = resolveConfig(kind, fqn, [own], [], settings);
  if (!resolved.ok) return resolved;
  const { merged, unrendered } = resolved.value;
  return ok({ config: resourceConfig(merged), unrenderedConfig: unrendered });
}

export function resourceConfig(merged: ConfigLayer): ResourceConfig {
  const raw: Record<string, YamlValue> = Object.fromEntries(merged.map(({ key, value }) => [key, value]));
  const { tags, meta, group } = raw;
  return {
    enabled: raw.enabled !== false,
    tags: listOf(tags),
    meta: isMapping(meta) ? meta : {},
    ...(typeof group === 'string' && { group }),
    raw,
  };
}

/** One text or several. */
export const listOf = (value: YamlValue | undefined): readonly string[] => {
  if (value === undefined || value === null) return [];
  return (isSequence(value) ? value : [value]).map(String);
};

/** Sorted, each once, as dbt keeps the tags of what is only described. */
export const sortedTags = (...lists: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(lists.flat())].sort();

/** Keys whose templates are not evaluated with the rest: descriptions are on their own, filters when a metric is asked. */
const left = new Set(['description', 'filter', 'where', 'pre_hook', 'post_hook']);

/** What an entry declares, templates evaluated. */
export function renderedDefinition(
  { properties }: Declaration,
  settings: DescribeSettings,
): Result<YamlMapping> {
  const { given } = properties;
  if (!holdsTemplate(given)) return ok(given);
  return renderMapping(given, [], (...path) => properties.locate(...path), settings);
}

function renderMapping(
  given: YamlMapping,
  at: YamlPath,
  locate: (...path: YamlPath) => Location,
  settings: DescribeSettings,
): Result<YamlMapping> {
  const rendered: Record<string, YamlValue> = {};
  for (const [key, value] of Object.entries(given)) {
    const inside = left.has(key)
      ? renderText(key, value, [...at, key], locate, settings)
      : renderInside(value, [...at, key], locate, settings);
    if (!inside.ok) return inside;
    rendered[key] = inside.value;
  }
  return ok(rendered);
}

function renderInside(
  value: YamlValue,
  at: YamlPath,
  locate: (...path: YamlPath) => Location,
  settings: DescribeSettings,
): Result<YamlValue> {
  if (!holdsTemplate(value)) return ok(value);
  if (isMapping(value)) return renderMapping(value, at, locate, settings);
  if (!isSequence(value)) return renderValue(value, settings, () => locate(...at));
  const items: YamlValue[] = [];
  for (const [index, item] of value.entries()) {
    const rendered = renderInside(item, [...at, index], locate, settings);
    if (!rendered.ok) return rendered;
    items.push(rendered.value);
  }
  return ok(items);
}

/** Descriptions inside of a definition get their docs blocks; the rest stays as it is. */
function renderText(
  key: string,
  value: YamlValue,
  at: YamlPath,
  locate: (...path: YamlPath) => Location,
  settings: DescribeSettings,
): Result<YamlValue> {
  if (key !== 'description' || typeof value !== 'string') return ok(value);
  const rendered = renderDescription(value, settings, () => locate(...at));
  return rendered.ok ? ok(rendered.value.text) : rendered;
}
