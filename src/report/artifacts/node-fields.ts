import { type NodeId, sha256 } from '../../base/index.ts';
import type { ColumnInfo, ManifestNode } from '../../manifest/index.ts';
import type { NodeSurroundings } from './surroundings.ts';

export const docs = { show: true, node_color: null };

/** What every node, source and test has. */
export const namesOf = (node: ManifestNode): Record<string, unknown> => ({
  name: node.name,
  resource_type: node.resource,
  package_name: node.package,
  original_file_path: node.path,
  unique_id: node.id,
  fqn: node.fqn,
  description: node.description,
  created_at: 0,
});

/** What everything that holds SQL has. */
export function sqlFields(
  node: ManifestNode,
  sql: string,
  around: NodeSurroundings,
): Record<string, unknown> {
  const outcome = around.outcomes.get(node.id);
  const { refs, sources } = referencesOf(node, around);
  return {
    raw_code: sql,
    language: 'sql',
    refs,
    sources,
    metrics: [],
    depends_on: { macros: node.dependsOn.macros, nodes: node.dependsOn.nodes },
    compiled_path: outcome?.compiledPath ?? null,
    compiled: outcome?.compiledSql !== undefined,
    compiled_code: outcome?.compiledSql ?? null,
    extra_ctes_injected: false,
    extra_ctes: [],
    contract: { enforced: false, alias_types: true, checksum: null },
  };
}

function referencesOf(node: ManifestNode, { manifest }: NodeSurroundings) {
  const refs: unknown[] = [];
  const sources: string[][] = [];
  for (const id of new Set<NodeId>(node.dependsOn.nodes)) {
    const parent = manifest.nodes.get(id);
    if (parent?.resource === 'source') sources.push([parent.sourceName, parent.name]);
    else if (parent) refs.push({ name: parent.name, package: null, version: null });
  }
  return { refs, sources };
}

export const columnsOf = (columns: readonly ColumnInfo[]): Record<string, unknown> =>
  Object.fromEntries(
    columns.map((column) => [
      column.name,
      {
        name: column.name,
        description: column.description,
        meta: column.meta,
        data_type: column.dataType ?? null,
        constraints: [],
        quote: null,
        config: { meta: column.meta, tags: column.tags },
        tags: column.tags,
        granularity: null,
      },
    ]),
  );

export const textChecksum = (text: string): { name: string; checksum: string } => ({
  name: 'sha256',
  checksum: sha256(text),
});

/** Below the resource path: the folders of the fqn and the file's name. */
export const pathBelow = (node: ManifestNode): string =>
  [...node.fqn.slice(1, -1), node.path.slice(node.path.lastIndexOf('/') + 1)].join('/');

export const patchPath = (node: ManifestNode, path: string | undefined): string | null =>
  path === undefined ? null : `${node.package}://${path}`;
