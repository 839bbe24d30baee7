import { collect, type Diagnostic, error, fail, type Location, ok, type Result } from '../../base/index.ts';
import type { ParsedProperties } from '../../parse/index.ts';
import { configLayer, isMapping, type ResourceProperties } from '../../project/index.ts';
import type { Group, SemanticModel } from '../described-resources.ts';
import { foldersOf, type PackageSources } from '../package-sources.ts';
import { metricsOfMeasures } from '../semantic/semantic-model-shape.ts';
import {
  type DescribedDraft,
  draftExposure,
  draftGroup,
  draftMetric,
  draftSavedQuery,
  draftSemanticModel,
} from './draft.ts';
import type { Declaration, DescribeSettings } from './settings.ts';

/** What the properties files of the project and its packages declare that nothing is built of. */
export interface Declared {
  readonly drafts: readonly DescribedDraft[];
  readonly groups: ReadonlyMap<string, Group>;
}

export function collectDescribed(
  packages: readonly { readonly sources: PackageSources; readonly settings: DescribeSettings }[],
): Result<Declared> {
  const drafts: Result<DescribedDraft>[] = [];
  const groups: Result<Group>[] = [];
  for (const { sources, settings } of packages)
    for (const file of sources.properties) {
      const { properties } = file;
      const each = (entries: readonly ResourceProperties[]): Declaration[] =>
        entries.map((entry) => ({
          properties: entry,
          path: file.file.path,
          folders: foldersOf(file),
        }));
      groups.push(...each(properties.groups).map((entry) => draftGroup(entry, settings)));
      drafts.push(...each(properties.exposures).map((entry) => draftExposure(entry, settings)));
      drafts.push(...each(properties.metrics).map((entry) => draftMetric(entry, settings)));
      drafts.push(...each(properties.savedQueries).map((entry) => draftSavedQuery(entry, settings)));
      drafts.push(...semanticModels(file, settings));
    }
  const [all, allGroups] = [collect(drafts), collect(groups)];
  if (!all.ok || !allGroups.ok)
    return fail(...[all, allGroups].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  const twice = [
    ...sameNames(allGroups.value),
    ...sameNames(all.value.filter(({ node }) => node.config.enabled).map(({ node }) => node)),
  ];
  if (twice.length > 0) return fail(...twice);
  return ok({ drafts: all.value, groups: new Map(allGroups.value.map((group) => [group.id, group])) });
}

/** The semantic models of a file, with the metrics that are made of their measures. */
function semanticModels(file: ParsedProperties, settings: DescribeSettings): Result<DescribedDraft>[] {
  return file.properties.semanticModels.flatMap((properties) => {
    const declaration = { properties, path: file.file.path, folders: foldersOf(file) };
    const draft = draftSemanticModel(declaration, settings);
    if (!draft.ok) return [draft];
    const metrics = metricsOf(draft.value.node, declaration);
    return [draft, ...metrics.map((metric) => draftMetric(metric, settings))];
  });
}

const metricsOf = (model: SemanticModel, { properties, ...file }: Declaration): Declaration[] =>
  metricsOfMeasures(model).map((definition) => ({
    ...file,
    properties: {
      ...properties,
      name: String(definition.name),
      description: String(definition.description),
      given: definition,
      config: configLayer(isMapping(definition.config) ? definition.config : {}, () => properties.locate()),
      locate: () => properties.locate(),
    },
  }));

interface Declarable {
  readonly id: string;
  readonly name: string;
  locate(): Location;
}

/** What is declared twice in one package. */
export function sameNames(all: readonly Declarable[]): Diagnostic[] {
  const known = new Map<string, Declarable>();
  return all.flatMap((each) => {
    const other = known.get(each.id);
    known.set(each.id, each);
    if (other === undefined) return [];
    const kind = each.id.slice(0, each.id.indexOf('.')).replaceAll('_', ' ');
    return [
      error('A2301', `the ${kind} '${each.name}' is declared twice`, {
        location: each.locate(),
        related: [{ message: 'the other one', location: other.locate() }],
        hint: 'rename one of them',
      }),
    ];
  });
}
