import { collect, type Diagnostic, fail, type NodeId, ok, type Result } from '../base/index.ts';
import type { ProjectPackage } from '../project/index.ts';
import { checkDeprecations } from './checks/deprecations.ts';
import { checkGroups } from './checks/groups.ts';
import { checkMicrobatch } from './checks/microbatch.ts';
import { checkModels } from './checks/models.ts';
import { checkSpaces } from './checks/names-with-spaces.ts';
import { checkSnapshots } from './checks/snapshots.ts';
import { checkUnusedConfigs } from './checks/unused-configs.ts';
import { collectDescribed, sameNames } from './described/collect.ts';
import { linkDescribed } from './described/link.ts';
import type { DescribedResource, Group } from './described-resources.ts';
import { describeNodes } from './documentation/describe-nodes.ts';
import type { DocsBlocks } from './documentation/docs-blocks.ts';
import type { TestSettings } from './drafts/test-settings.ts';
import type { Linked } from './link.ts';
import type { ManifestNode } from './nodes.ts';
import { foldersOf, type PackageSources } from './package-sources.ts';
import { withPrimaryKeys } from './primary-keys.ts';
import { checkSemanticLayer } from './semantic/check.ts';
import { draftUnitTest } from './unit-tests/draft.ts';
import type { WrittenEntries } from './written-entries.ts';

export interface Completed {
  readonly nodes: ReadonlyMap<NodeId, ManifestNode>;
  readonly disabled: readonly ManifestNode[];
  readonly described: ReadonlyMap<NodeId, DescribedResource>;
  readonly disabledDescribed: readonly DescribedResource[];
  readonly groups: ReadonlyMap<string, Group>;
  readonly warnings: readonly Diagnostic[];
}

/**
 * What dbt's projects have beside the nodes that are linked already: descriptions from docs blocks, unit tests, exposures,
 * metrics, groups; and what can only be judged once all is known.
 */
export function complete(
  packages: readonly PackageSources[],
  linked: Linked & { readonly entries: WrittenEntries },
  docs: DocsBlocks,
  settingsOf: (owner: ProjectPackage) => TestSettings,
  now: number,
): Result<Completed> {
  const describing = (owner: ProjectPackage) => ({ ...settingsOf(owner), docs });
  const owners = new Map(packages.map((sources) => [sources.package.name, sources.package]));
  const written = describeNodes(
    linked.nodes.values(),
    (name) => describing(owners.get(name)!),
    linked.entries,
  );
  const declared = collectDescribed(
    packages.map((sources) => ({ sources, settings: describing(sources.package) })),
  );
  if (!written.ok || !declared.ok)
    return fail(...[written, declared].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  const nodes = new Map(written.value.map((node) => [node.id, node]));
  const { project } = settingsOf(packages[0]!.package);
  const others = linkDescribed(declared.value.drafts, linked.names, project, nodes.values());
  const unitTests = collect(
    packages.flatMap((sources) => {
      const settings = {
        ...describing(sources.package),
        names: linked.names,
        nodes,
        fixture: fixtureOf(sources),
      };
      return sources.properties.flatMap((file) =>
        file.properties.unitTests.map((properties) =>
          draftUnitTest({ properties, path: file.file.path, folders: foldersOf(file) }, settings),
        ),
      );
    }),
  );
  if (!others.ok || !unitTests.ok)
    return fail(...[others, unitTests].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  for (const [id, metrics] of others.value.named) nodes.set(id, alsoReading(nodes.get(id)!, metrics));
  const disabled = [...linked.disabled];
  const tests = unitTests.value.flatMap((test) => test.nodes);
  const twice = sameNames(tests.filter(({ config }) => config.enabled));
  if (twice.length > 0) return fail(...twice);
  for (const node of tests) {
    if (node.config.enabled) nodes.set(node.id, node);
    else disabled.push(node);
  }
  const { described, disabled: disabledDescribed } = others.value;
  const { groups } = declared.value;
  const keyed = withPrimaryKeys(nodes, disabled);
  const findings = [
    ...checkGroups([...keyed.values(), ...described.values()], groups.values(), linked.entries),
    ...checkModels(keyed.values(), linked.entries),
    ...checkSnapshots(keyed.values()),
    ...checkMicrobatch(keyed),
    ...checkSpaces(keyed.values(), project.flags.requireResourceNamesWithoutSpaces),
    ...checkDeprecations(keyed, now),
    ...checkSemanticLayer(described, keyed),
    ...checkUnusedConfigs(
      project,
      [...keyed.values(), ...described.values()],
      [...disabled, ...disabledDescribed],
    ),
  ];
  const wrong = findings.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return fail(...wrong);
  const warnings = [
    ...declared.value.drafts.flatMap((draft) => draft.warnings ?? []),
    ...unitTests.value.flatMap((test) => test.warnings),
    ...findings,
  ];
  return ok({ nodes: keyed, disabled, described, disabledDescribed, groups, warnings });
}

const alsoReading = (node: ManifestNode, metrics: readonly NodeId[]): ManifestNode => ({
  ...node,
  dependsOn: { ...node.dependsOn, nodes: [...new Set([...node.dependsOn.nodes, ...metrics])] },
});

/** The text of a file with rows for unit tests, by the name it is given there. */
const fixtureOf =
  ({ fixtures }: PackageSources) =>
  (name: string, format: string): string | undefined =>
    fixtures.find(
      (fixture) => fixture.name === name && fixture.file.path.endsWith(format === 'sql' ? '.sql' : '.csv'),
    )?.file.text.text;
