import { collect, ok, type Result } from '../base/index.ts';
import type { ParsedProperties } from '../parse/index.ts';
import {
  isMapping,
  isSequence,
  type NodeProperties,
  type SourceTableProperties,
  type YamlMapping,
} from '../project/index.ts';
import { draftAnalysis } from './drafts/analysis.ts';
import type { Draft, DraftSettings } from './drafts/draft.ts';
import { nothingCaptured } from './drafts/draft.ts';
import { draftModel, draftPythonModel } from './drafts/model.ts';
import { draftOperations } from './drafts/operation.ts';
import { draftSeed } from './drafts/seed.ts';
import { draftSingularTest } from './drafts/singular-test.ts';
import { draftDeclaredSnapshot, draftSnapshot } from './drafts/snapshot.ts';
import { type DeclaredTable, draftSource } from './drafts/source.ts';
import type { ManifestNode, SourceNode } from './nodes.ts';
import { foldersOf, type PackageSources } from './package-sources.ts';
import type { DescribedKind, Patch, Patches } from './patches.ts';
import type { SourceOverrides } from './source-overrides.ts';

/** The nodes of a package's files, and which entry of a properties file each is described by. */
export interface NodeDrafts {
  readonly drafts: readonly Draft<ManifestNode>[];
  readonly described: ReadonlyMap<Patch, ManifestNode>;
  readonly tables: ReadonlyMap<SourceTableProperties, DraftedTable>;
}

export function draftNodes(
  sources: PackageSources,
  patches: Patches,
  overrides: SourceOverrides,
  settings: DraftSettings,
): Result<NodeDrafts> {
  const { owner, project } = settings;
  const described = new Map<Patch, ManifestNode>();
  const patched = (
    kind: DescribedKind,
    fileName: string,
    draft: (patch: Patch | undefined) => Result<Draft<ManifestNode>>,
  ): Result<Draft<ManifestNode>> => {
    const patch = patches.of(kind, owner.name, fileName);
    const made = draft(patch);
    // Of two nodes of one name at most one is enabled: the tests are its.
    if (made.ok && patch !== undefined && (made.value.node.config.enabled || !described.has(patch)))
      described.set(patch, made.value.node);
    return made;
  };
  const isDbt = project.dialect === 'dbt';
  const drafts = collect([
    ...sources.queries.flatMap((query) => {
      if (query.kind === 'analysis')
        return isDbt
          ? [patched('analysis', query.name, (patch) => draftAnalysis(query, patch, settings))]
          : [];
      const draft = query.kind === 'model' ? draftModel : draftSingularTest;
      return [patched(query.kind, query.name, (patch) => draft(query, patch, settings))];
    }),
    ...sources.python.map((model) =>
      patched('model', model.name, (patch) => draftPythonModel(model, patch, settings)),
    ),
    ...sources.seeds.map((seed) => patched('seed', seed.name, (patch) => draftSeed(seed, patch, settings))),
    ...sources.snapshots.flatMap(({ file, snapshots }) =>
      snapshots.map((block) =>
        patched('snapshot', block.name, (patch) => draftSnapshot(file, block, patch, settings)),
      ),
    ),
    ...declaredSnapshots(sources).map(([properties, entry]) =>
      patched('snapshot', entry.name, (patch) => draftDeclaredSnapshot(properties, entry, patch, settings)),
    ),
  ]);
  const tables = collect(
    tablesOf(sources, overrides).map(({ key, declared }) => draftTable(key, declared, settings)),
  );
  const operations = isDbt ? draftOperations(settings) : ok([]);
  if (!drafts.ok || !tables.ok || !operations.ok)
    return {
      ok: false,
      diagnostics: [drafts, tables, operations].flatMap((part) => (part.ok ? [] : part.diagnostics)),
    };
  return ok({
    drafts: [
      ...drafts.value,
      ...tables.value.map(({ node }) => ({ node, captured: nothingCaptured })),
      ...operations.value,
    ],
    described,
    tables: new Map(tables.value.map((each) => [each.key, each])),
  });
}

interface DraftedTable {
  /** The entry that declares it, without what overrides that. */
  readonly key: SourceTableProperties;
  readonly node: SourceNode;
  readonly declared: DeclaredTable;
}

function draftTable(
  key: SourceTableProperties,
  declared: DeclaredTable,
  settings: DraftSettings,
): Result<DraftedTable> {
  const node = draftSource(declared, settings);
  return node.ok ? ok({ key, node: node.value, declared }) : node;
}

const tablesOf = ({ package: owner, properties }: PackageSources, overrides: SourceOverrides) =>
  properties.flatMap((file) =>
    file.properties.sources
      .filter((source) => source.overrides === undefined)
      .flatMap((source) =>
        source.tables.map((table) => ({
          key: table,
          declared: {
            ...overrides.apply(owner.name, source, table),
            folders: foldersOf(file),
            path: file.file.path,
            written: writtenSource(file, source.name),
          },
        })),
      ),
  );

/** The entry of a source with its templates as they are written. */
function writtenSource({ properties }: ParsedProperties, name: string): YamlMapping {
  const { value } = properties.file;
  const sources = isMapping(value) ? value.sources : undefined;
  const found = isSequence(sources)
    ? sources.find((entry) => isMapping(entry) && entry.name === name)
    : undefined;
  return found !== undefined && isMapping(found) ? found : {};
}

const declaredSnapshots = ({ properties }: PackageSources) =>
  properties.flatMap((file) =>
    file.properties.snapshots
      .filter(({ given }) => 'relation' in given)
      .map((entry): [typeof file, NodeProperties] => [file, entry]),
  );
