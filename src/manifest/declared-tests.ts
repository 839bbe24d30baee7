import { groupBy, type Writable } from '../base/index.ts';
import {
  type ColumnProperties,
  type ConfigLayer,
  isMapping,
  isSequence,
  type ProjectPackage,
  type TestProperties,
  type YamlValue,
} from '../project/index.ts';
import type { DeclaredTest, MissingNode } from './drafts/declared-test.ts';
import type { DeclaredTable } from './drafts/source.ts';
import type { NodeDrafts } from './node-drafts.ts';
import type { ReferableNode } from './nodes.ts';
import { foldersOf, type PackageSources } from './package-sources.ts';
import type { Patch, Patches } from './patches.ts';
import { columnsOf, testsOf } from './versions.ts';

/** A declared test, and the package whose properties file it stands in. */
export interface OwnedTest {
  readonly test: DeclaredTest;
  readonly owner: ProjectPackage;
}

/**
 * Every generic test that the properties files declare.
 *
 * @param byName whether the tests of an entry that describes nothing count: in dbt they are those of whatever has its
 *   name, such as a seed among the models, and off where there is nothing
 */
export function declaredTests(
  packages: readonly PackageSources[],
  patches: Patches,
  drafted: readonly NodeDrafts[],
  byName = false,
): OwnedTest[] {
  const named = referableNodes(drafted);
  const byEntry = groupBy(patches.all, ({ entry }) => entry);
  const nodeOf = (patch: Patch) =>
    drafted.map(({ described }) => described.get(patch)).find((node) => node !== undefined);
  return packages.flatMap(({ package: owner, properties: files }) =>
    files.flatMap((file) => {
      const from = { file: file.file.path, folders: foldersOf(file) };
      const { models, seeds, snapshots, sources } = file.properties;
      const ofNodes = [...models, ...seeds, ...snapshots].flatMap((entry) => {
        const entries = byEntry.get(entry);
        if (byName && entries === undefined) {
          const other = named(owner.name, entry.name);
          return testsOn(other, entry.tests, entry.columns, { ...from, tags: [] });
        }
        return (entries ?? []).flatMap((patch) => {
          const on = nodeOf(patch);
          return on === undefined ? [] : testsOfPatch(patch, on as ReferableNode, from);
        });
      });
      const ofSources = sources
        .flatMap((source) => source.tables)
        .flatMap((table) => {
          const drafts = drafted.map(({ tables }) => tables.get(table)).find((each) => each !== undefined);
          if (drafts === undefined) return [];
          const { node, declared } = drafts;
          // dbt hands on the tags that stand beside config, not those in it.
          const tags =
            node.details === undefined
              ? [...tagsOf(declared.source.config), ...tagsOf(declared.table.config)]
              : tagsBeside(declared);
          return testsOn(node, declared.table.tests, declared.table.columns, { ...from, tags });
        });
      return [...ofNodes, ...ofSources].map((test) => ({ test, owner }));
    }),
  );
}

/** What a name stands for, seen from a package: its own node, or one of another package. */
function referableNodes(
  drafted: readonly NodeDrafts[],
): (packageName: string, name: string) => ReferableNode | MissingNode {
  const nodes = drafted
    .flatMap(({ drafts }) => drafts.map(({ node }) => node))
    .filter(
      (node): node is ReferableNode =>
        node.config.enabled && ['model', 'seed', 'snapshot'].includes(node.resource),
    );
  const byNodeName = groupBy(nodes, ({ name }) => name);
  return (packageName, name) => {
    const found = byNodeName.get(name) ?? [];
    const missing: MissingNode = { resource: 'missing', id: `model.${packageName}.${name}`, name };
    return found.find((node) => node.package === packageName) ?? found[0] ?? missing;
  };
}

type From = Pick<DeclaredTest, 'file' | 'folders' | 'tags' | 'version'>;

function testsOfPatch(
  { entry, version }: Patch,
  on: ReferableNode,
  from: Pick<From, 'file' | 'folders'>,
): DeclaredTest[] {
  return testsOn(on, testsOf(entry, version), columnsOf(entry, version), {
    ...from,
    tags: [],
    ...(version !== undefined && { version: version.v }),
  });
}

function testsOn(
  on: DeclaredTest['on'],
  tests: readonly TestProperties[],
  columns: readonly ColumnProperties[],
  { file, folders, tags, version }: From,
): DeclaredTest[] {
  const found: Writable<DeclaredTest>[] = tests.map((properties) => ({
    properties,
    on,
    file,
    folders,
    tags,
  }));
  for (const each of columns) {
    const column = quotedName(each);
    const all = each.tags.length === 0 ? tags : [...new Set([...tags, ...each.tags])];
    for (const properties of each.tests) found.push({ properties, on, file, folders, tags: all, column });
  }
  if (version !== undefined) for (const test of found) test.version = version;
  return found;
}

/** As tests name a column: quoted if its properties say so, as in dbt. */
const quotedName = ({ name, quote }: ColumnProperties): string =>
  quote === true ? `"${name.replaceAll('"', '""')}"` : name;

function tagsBeside({ source, table, written }: DeclaredTable): readonly string[] {
  const tables = isSequence(written.tables) ? written.tables.filter(isMapping) : [];
  const own = tables.find(({ name }) => name === table.name);
  const beside = (layer: ConfigLayer, tags: YamlValue | undefined) =>
    tags === undefined ? [] : tagsOf(layer);
  return [...beside(source.config, written.tags), ...beside(table.config, own?.tags)];
}

function tagsOf(layer: ConfigLayer): readonly string[] {
  const tags = layer.find(({ key }) => key === 'tags')?.value;
  if (typeof tags === 'string') return [tags];
  return Array.isArray(tags) ? tags.filter((tag): tag is string => typeof tag === 'string') : [];
}
