import { collect, type Diagnostic, error, fail, ok, type Result, warning } from '../../base/index.ts';
import { type ConfigLayer, isMapping, type YamlMapping, type YamlValue } from '../../project/index.ts';
import type {
  DescribedResource,
  Exposure,
  Group,
  Metric,
  SavedQuery,
  SemanticModel,
} from '../described-resources.ts';
import type { Owner } from '../node-parts.ts';
import { savedQueryShape } from '../semantic/saved-query-shape.ts';
import { namesNothing, nothingNamed, type References, referencesIn, referencesWithin } from './references.ts';
import {
  commonOf,
  configOf,
  type Declaration,
  type DescribeSettings,
  documentedDefinition,
  listOf,
  sortedTags,
} from './settings.ts';

/** A resource and what it names; names are resolved once everything is known. */
export interface DescribedDraft<Resource extends DescribedResource = DescribedResource> {
  readonly node: Resource;
  readonly references: References;
  readonly declaration: Declaration;
  readonly warnings?: readonly Diagnostic[];
}

const nothing: References = { refs: [], sources: [], metrics: [] };

export function draftExposure(
  declaration: Declaration,
  settings: DescribeSettings,
): Result<DescribedDraft<Exposure>> {
  const parts = partsOf('exposure', declaration, settings);
  if (!parts.ok) return parts;
  const { common, definition } = parts.value;
  const rendered = configOf('exposures', common.fqn, declaration.properties.config, settings);
  if (!rendered.ok) return rendered;
  const { config, unrenderedConfig } = rendered.value;
  // Of an exposure's tags and meta those of the nearest place count alone.
  const own = { ...config.raw, ...nearest(declaration.properties.config) };
  const references = collect(
    listOf(definition.depends_on).map((written, index) =>
      referencesWithin(written, settings, () => declaration.properties.locate('depends_on', index)),
    ),
  );
  if (!references.ok) return references;
  const all = join(references.value);
  return ok({
    declaration,
    references: all,
    warnings: exposureWarnings(declaration, listOf(definition.depends_on), references.value),
    node: {
      ...common,
      resource: 'exposure',
      ...writtenReferences(all),
      config: {
        ...config,
        tags: sortedTags(listOf(definition.tags), listOf(own.tags)),
        meta: { ...mapping(definition.meta), ...mapping(own.meta) },
      },
      unrenderedConfig,
      type: String(definition.type ?? ''),
      owner: ownerOf(definition.owner),
      ...given(definition, 'label'),
      ...given(definition, 'maturity'),
      ...given(definition, 'url'),
    },
  });
}

/** What dbt takes no notice of in an exposure, or soon will refuse. */
function exposureWarnings(
  { properties }: Declaration,
  dependsOn: readonly string[],
  references: readonly References[],
): Diagnostic[] {
  const odd = /^[\w-]+$/.test(properties.name)
    ? []
    : [
        warning('A2317', `'${properties.name}' is more than letters, digits and underscores`, {
          location: properties.locate('name'),
          hint: 'give a shorter name, and what people read as label:',
        }),
      ];
  return [
    ...odd,
    ...dependsOn.flatMap((written, index) =>
      namesNothing(references[index]!)
        ? [warning('A2303', ...nothingNamed(written, properties.locate('depends_on', index)))]
        : [],
    ),
  ];
}

export function draftSemanticModel(
  declaration: Declaration,
  settings: DescribeSettings,
): Result<DescribedDraft<SemanticModel>> {
  const parts = partsOf('semantic_model', declaration, settings);
  if (!parts.ok) return parts;
  const { common, definition } = parts.value;
  const config = configOf('semantic_models', common.fqn, declaration.properties.config, settings);
  if (!config.ok) return config;
  const model = String(definition.model ?? '');
  const references = referencesIn(model, settings, () => declaration.properties.locate('model'));
  if (!references.ok) return references;
  return ok({
    declaration,
    references: references.value,
    node: {
      ...common,
      resource: 'semantic_model',
      ...writtenReferences(references.value),
      ...config.value,
      ...groupOf(config.value.config.group),
      ...given(definition, 'label'),
      model,
      definition,
    },
  });
}

export function draftMetric(
  declaration: Declaration,
  settings: DescribeSettings,
): Result<DescribedDraft<Metric>> {
  const parts = partsOf('metric', declaration, settings);
  if (!parts.ok) return parts;
  const { common, definition } = parts.value;
  const rendered = configOf('metrics', common.fqn, declaration.properties.config, settings);
  if (!rendered.ok) return rendered;
  const { config, unrenderedConfig } = rendered.value;
  const hasMeta = Object.keys(config.meta).length > 0;
  return ok({
    declaration,
    references: nothing,
    node: {
      ...common,
      resource: 'metric',
      config: {
        ...config,
        tags: listOf(definition.tags),
        meta: hasMeta ? config.meta : mapping(definition.meta),
      },
      unrenderedConfig,
      ...groupOf(config.group),
      ...given(definition, 'label'),
      definition,
    },
  });
}

export function draftSavedQuery(
  declaration: Declaration,
  settings: DescribeSettings,
): Result<DescribedDraft<SavedQuery>> {
  const parts = partsOf('saved_query', declaration, settings);
  if (!parts.ok) return parts;
  const { common, definition } = parts.value;
  const rendered = configOf('saved_queries', common.fqn, declaration.properties.config, settings);
  if (!rendered.ok) return rendered;
  const { config, unrenderedConfig } = rendered.value;
  const wrong = wrongExports(definition, config.raw, declaration);
  if (wrong.length > 0) return fail(...wrong);
  const metrics = listOf(mapping(definition.query_params).metrics);
  return ok({
    declaration,
    references: { ...nothing, metrics: metrics.map((name) => [name]) },
    node: {
      ...common,
      resource: 'saved_query',
      config: { ...config, tags: sortedTags(listOf(definition.tags), config.tags) },
      unrenderedConfig,
      ...groupOf(config.group),
      ...given(definition, 'label'),
      definition,
    },
  });
}

/** Exports that are made as something else than a table or a view. */
function wrongExports(
  definition: YamlMapping,
  config: YamlMapping,
  { properties }: Declaration,
): Diagnostic[] {
  return savedQueryShape(definition).exports.flatMap(({ name, given }, index) => {
    const written = given.export_as ?? config.export_as ?? null;
    return /^(table|view)$/i.test(String(written))
      ? []
      : [
          error('A1011', `'export_as' of the export '${name}' must be one of 'table', 'view'`, {
            location: properties.locate('exports', index),
          }),
        ];
  });
}

export function draftGroup(declaration: Declaration, settings: DescribeSettings): Result<Group> {
  const parts = partsOf('group', declaration, settings);
  if (!parts.ok) return parts;
  const { common, definition } = parts.value;
  const { id, name, package: owner, packageRoot, path } = common;
  // dbt configures groups with the models, as far as their paths fit.
  const rendered = configOf('models', common.fqn, declaration.properties.config, settings);
  if (!rendered.ok) return rendered;
  const { raw, meta } = rendered.value.config;
  return ok({
    id,
    name,
    package: owner,
    packageRoot,
    path,
    // As in dbt, without docs blocks.
    ...(typeof definition.description === 'string' && { description: definition.description }),
    owner: ownerOf(definition.owner),
    meta,
    config: raw,
    locate: () => declaration.properties.locate(),
  });
}

function partsOf(resource: string, declaration: Declaration, settings: DescribeSettings) {
  const common = commonOf(resource, declaration, settings);
  if (!common.ok) return common;
  const definition = documentedDefinition(declaration, settings);
  return definition.ok ? ok({ common: common.value, definition: definition.value }) : definition;
}

const join = (all: readonly References[]): References => ({
  refs: all.flatMap(({ refs }) => refs),
  sources: all.flatMap(({ sources }) => sources),
  metrics: all.flatMap(({ metrics }) => metrics),
});

const writtenReferences = ({ refs, sources, metrics }: References) => ({
  refs: refs.map(({ locate: _, related: __, ...written }) => written),
  sources: sources.map(({ source, table }) => [source, table] as const),
  metrics,
});

const nearest = (layer: ConfigLayer): YamlMapping =>
  Object.fromEntries(layer.map(({ key, value }) => [key, value]));

const mapping = (value: YamlValue | undefined): YamlMapping => (isMapping(value) ? value : {});

const groupOf = (group: string | undefined) => (group === undefined ? {} : { group });

function given<K extends string>(definition: YamlMapping, key: K): { readonly [N in K]?: string } {
  const value = definition[key];
  return value === undefined || value === null
    ? {}
    : ({ [key]: String(value) } as { readonly [N in K]?: string });
}

function ownerOf(value: YamlValue | undefined): Owner {
  const raw = mapping(value);
  const { name, email } = raw;
  return {
    ...(typeof name === 'string' && { name }),
    ...(typeof email === 'string' && { email }),
    ...(Array.isArray(email) && { email: email.map(String) }),
    raw,
  };
}
