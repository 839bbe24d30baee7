import { collect, ok, type Result } from '../../base/index.ts';
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
import { type DraftSettings, nothingCaptured } from '../drafts/draft.ts';
import { resolveConfig } from '../drafts/resolve-config.ts';
import type { NodeCommon } from '../every-node.ts';
import type { ResourceConfig } from '../node-parts.ts';
import { holdsTemplate } from '../render-config.ts';

/** What drafting a resource of a properties file needs. */
export interface DescribeSettings extends DraftSettings, DescriptionSettings {}

/** A properties entry and where its file is. */
export interface Declaration {
  readonly properties: ResourceProperties;
  /** Its file, relative to its package. */
  readonly path: string;
  /** Of its file, below the resource path. */
  readonly folders: readonly string[];
}

type Common = Omit<NodeCommon, 'refs' | 'sources' | 'metrics'>;

/** What every resource of a properties file has. */
export function commonOf(
  resource: string,
  { properties, path, folders }: Declaration,
  { owner, ...settings }: DescribeSettings,
): Result<Omit<Common, 'unrenderedConfig'>> {
  const { name } = properties;
  const description = renderDescription(properties.description, settings, () =>
    properties.locate('description'),
  );
  if (!description.ok) return description;
  return ok({
    id: `${resource}.${owner.name}.${name}`,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path,
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
  const resolved = resolveConfig(kind, fqn, [own], nothingCaptured, settings);
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

/** What an entry declares, with the docs blocks that the descriptions in it name. */
export function documentedDefinition(
  { properties }: Declaration,
  settings: DescribeSettings,
): Result<YamlMapping> {
  const rendered = document(properties.given, [], properties, settings);
  return rendered.ok ? ok(rendered.value as YamlMapping) : rendered;
}

function document(
  value: YamlValue,
  at: YamlPath,
  properties: ResourceProperties,
  settings: DescribeSettings,
): Result<YamlValue> {
  if (!holdsTemplate(value)) return ok(value);
  if (typeof value === 'string') {
    if (at.at(-1) !== 'description') return ok(value);
    const rendered = renderDescription(value, settings, () => properties.locate(...at));
    return rendered.ok ? ok(rendered.value.text) : rendered;
  }
  if (isSequence(value))
    return collect(value.map((item, index) => document(item, [...at, index], properties, settings)));
  if (!isMapping(value)) return ok(value);
  const items = collect(
    Object.entries(value).map(([key, item]): Result<readonly [string, YamlValue]> => {
      const rendered = document(item, [...at, key], properties, settings);
      return rendered.ok ? ok([key, rendered.value]) : rendered;
    }),
  );
  return items.ok ? ok(Object.fromEntries(items.value)) : items;
}
