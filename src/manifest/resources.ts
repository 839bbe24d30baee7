import { collect, type Diagnostic, fail, type NodeId, ok, type Result } from '../base/index.ts';
import type { Project, ProjectPackage } from '../project/index.ts';
import { collectDescribed } from './described/collect.ts';
import { linkDescribed } from './described/link.ts';
import type { DescribeSettings } from './described/settings.ts';
import { collectDocsBlocks, type DocsBlocks } from './documentation/docs-blocks.ts';
import { documentNode } from './documentation/document-nodes.ts';
import type { DraftSettings } from './drafts/draft.ts';
import type { Linked } from './link.ts';
import type { Manifest } from './manifest.ts';
import type { ManifestNode } from './nodes.ts';
import { foldersOf, type PackageSources } from './package-sources.ts';
import { inferPrimaryKey, testsByNode } from './primary-key.ts';
import { checkSemanticLayer } from './semantic/check.ts';
import type { UnitTestNode } from './unit-test-node.ts';
import { draftUnitTest } from './unit-tests/draft.ts';

export interface Resources
  extends Pick<Manifest, 'nodes' | 'disabled' | 'described' | 'disabledDescribed' | 'groups' | 'docs'> {
  readonly warnings: readonly Diagnostic[];
}

type SettingsOf = (owner: ProjectPackage) => DraftSettings;

/**
 * What a dbt project has beside the nodes of its files: docs blocks, exposures, groups, the semantic layer, unit tests;
 * and what nodes get from them and from each other.
 */
export function loadResources(
  packages: readonly PackageSources[],
  linked: Linked,
  settingsOf: SettingsOf,
  project: Project,
): Result<Resources> {
  const docs = collectDocsBlocks(packages, project.name);
  if (!docs.ok) return docs;
  const describing = (owner: ProjectPackage): DescribeSettings => ({
    ...settingsOf(owner),
    docs: docs.value,
  });
  const declared = collectDescribed(
    packages.map((sources) => ({ sources, settings: describing(sources.package) })),
  );
  if (!declared.ok) return declared;
  const described = linkDescribed(declared.value.drafts, linked.names, project.name);
  const nodes = finishNodes(linked, docs.value, settingsOf, [project, ...project.packages]);
  if (!described.ok || !nodes.ok)
    return fail(...[described, nodes].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  const unitTests = unitTestsOf(packages, describing, linked, nodes.value.nodes);
  if (!unitTests.ok) return unitTests;
  const semantic = checkSemanticLayer(described.value.described, nodes.value.nodes);
  const wrong = semantic.filter(({ severity }) => severity === 'error');
  if (wrong.length > 0) return fail(...wrong);
  const tests = unitTests.value.nodes;
  return ok({
    nodes: new Map([
      ...nodes.value.nodes,
      ...tests.filter(isOn).map((test): [NodeId, ManifestNode] => [test.id, test]),
    ]),
    disabled: [...nodes.value.disabled, ...tests.filter((test) => !isOn(test))],
    described: described.value.described,
    disabledDescribed: described.value.disabled,
    groups: declared.value.groups,
    docs: docs.value.byId,
    warnings: [...unitTests.value.warnings, ...semantic],
  });
}

const isOn = ({ config }: UnitTestNode): boolean => config.enabled;

/** The nodes with their descriptions as they are read, and the models with their primary keys. */
function finishNodes(
  { nodes, disabled }: Linked,
  docs: DocsBlocks,
  settingsOf: SettingsOf,
  owners: readonly ProjectPackage[],
): Result<{ nodes: ReadonlyMap<NodeId, ManifestNode>; disabled: readonly ManifestNode[] }> {
  const byName = new Map(owners.map((owner) => [owner.name, settingsOf(owner)]));
  const document = (node: ManifestNode): Result<ManifestNode> => {
    const { shared } = byName.get(node.package) ?? settingsOf(owners[0]!);
    return documentNode(node, { docs, shared, package: node.package });
  };
  const documented = collect([...nodes.values()].map(document));
  const off = collect(disabled.map(document));
  if (!documented.ok || !off.ok)
    return fail(...[documented, off].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  const tests = testsByNode([...documented.value, ...off.value]);
  return ok({
    nodes: new Map(
      documented.value.map((node) => [
        node.id,
        node.resource === 'model'
          ? { ...node, primaryKey: inferPrimaryKey(node, tests.get(node.id) ?? []) }
          : node,
      ]),
    ),
    disabled: off.value,
  });
}

function unitTestsOf(
  packages: readonly PackageSources[],
  describing: (owner: ProjectPackage) => DescribeSettings,
  { names }: Linked,
  nodes: ReadonlyMap<NodeId, ManifestNode>,
): Result<{ nodes: readonly UnitTestNode[]; warnings: readonly Diagnostic[] }> {
  const drafted = collect(
    packages.flatMap(({ package: owner, properties, fixtures }) => {
      const fixture = (name: string, format: string): string | undefined =>
        fixtures.find((each) => each.name === name && each.file.path.endsWith(`.${format}`))?.file.text.text;
      const settings = { ...describing(owner), names, nodes, fixture };
      return properties.flatMap((file) =>
        file.properties.unitTests.map((entry) =>
          draftUnitTest({ properties: entry, folders: foldersOf(file) }, settings),
        ),
      );
    }),
  );
  if (!drafted.ok) return drafted;
  return ok({
    nodes: drafted.value.flatMap((each) => each.nodes),
    warnings: drafted.value.flatMap((each) => each.warnings),
  });
}
