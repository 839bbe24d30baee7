import { type NodeId, sha256 } from '../../base/index.ts';
import type {
  ColumnInfo,
  Constraint,
  DescribedResource,
  Docs,
  ManifestNode,
  RefArguments,
} from '../../manifest/index.ts';
import { setOwn, type YamlMapping } from '../../project/index.ts';
import type { ManifestMeta, NodeSurroundings } from './surroundings.ts';

export const docs = { show: true, node_color: null };

export const docsData = (given: Docs | undefined): Record<string, unknown> =>
  given === undefined ? docs : { show: given.show, node_color: given.nodeColor ?? null };

/** What every node, source and test has, and everything else that is in the graph. */
export const namesOf = (node: ManifestNode | DescribedResource) => ({
  name: node.name,
  resource_type: node.resource,
  package_name: node.package,
  original_file_path: node.path,
  unique_id: node.id,
  fqn: node.fqn,
  description: node.description,
  created_at: 0,
});

/** What everything that holds SQL has beside what `addCompiled` adds. */
export function sqlFields(node: ManifestNode, sql: string, around: NodeSurroundings) {
  const { refs, sources, metrics } = referencesOf(node, around);
  return {
    // dbt reads files without the white space around their text.
    raw_code: around.meta.complete ? sql.trimStart() : sql,
    language: 'sql',
    refs,
    sources,
    metrics,
    depends_on: { macros: node.dependsOn.macros, nodes: node.dependsOn.nodes },
    compiled_path: around.outcomes.get(node.id)?.compiledPath ?? null,
    contract: noContract,
  };
}

const noContract = { enforced: false, alias_types: true, checksum: null };

/** What was compiled, which dbt leaves out of what was not. */
export function addCompiled(
  fields: Record<string, unknown>,
  node: ManifestNode,
  { outcomes, meta }: NodeSurroundings,
): Record<string, unknown> {
  const sql = outcomes.get(node.id)?.compiledSql;
  const compiled = sql !== undefined;
  if (meta.complete) fields.functions = [];
  if (compiled || !meta.complete) {
    fields.compiled = compiled;
    fields.compiled_code = sql ?? null;
    fields.extra_ctes_injected = compiled && meta.complete;
    fields.extra_ctes = [];
  }
  return fields;
}

/** With those of the given configs that dbt does not know. */
export function withOwn(known: Record<string, unknown>, given: YamlMapping): Record<string, unknown> {
  for (const key of Object.keys(given)) if (!Object.hasOwn(known, key)) known[key] = given[key];
  return known;
}

const done = new Set(['success', 'pass', 'warn', 'fail']);

/** Where what was sent to the database for a node is; those that run in batches have several files. */
export function buildPath(node: ManifestNode, { outcomes, meta }: NodeSurroundings): string | null {
  const outcome = outcomes.get(node.id);
  if (outcome === undefined || meta.runPath === undefined || !done.has(outcome.status)) return null;
  return node.resource === 'model' && outcome.compiledPath === undefined ? null : meta.runPath(node);
}

export const refData = ({ name, package: owner, version }: RefArguments): Record<string, unknown> => ({
  name,
  package: owner ?? null,
  version: version ?? null,
});

/** What a template asks for as it is written; where that is not known, what it came to. */
export function referencesOf(node: ManifestNode | DescribedResource, { manifest }: NodeSurroundings) {
  const metrics = node.metrics ?? [];
  if (node.refs !== undefined) return { refs: node.refs.map(refData), sources: node.sources ?? [], metrics };
  const refs: unknown[] = [];
  const sources: string[][] = [];
  for (const id of new Set<NodeId>(node.dependsOn.nodes)) {
    const parent = manifest.nodes.get(id);
    if (parent?.resource === 'source') sources.push([parent.sourceName, parent.name]);
    else if (parent) refs.push(refData({ name: parent.name }));
  }
  return { refs, sources, metrics };
}

export function columnsOf(
  columns: readonly ColumnInfo[],
  { meta }: NodeSurroundings,
  pointed?: Pointed,
): Record<string, unknown> {
  const byName: Record<string, unknown> = {};
  for (const column of columns) {
    const { constraints } = column;
    const data: Record<string, unknown> = {
      name: column.name,
      description: column.description,
      meta: column.meta,
      data_type: column.dataType ?? null,
      constraints:
        constraints === undefined ? [] : constraints.map((each) => constraintData(each, { pointed })),
      quote: meta.complete ? (column.quote ?? null) : null,
      config: { meta: column.meta, tags: column.tags },
      tags: column.tags,
      granularity: column.granularity ?? null,
    };
    if (meta.complete) data.doc_blocks = column.docBlocks ?? [];
    setOwn(byName, column.name, data);
  }
  return byName;
}

/** The relation that a foreign key points to, by how that is written. */
export type Pointed = (to: string) => string | undefined;

/** Of a column; one of a model names its columns as well. */
export const constraintData = (
  constraint: Constraint,
  { ofModel = false, pointed }: { readonly ofModel?: boolean; readonly pointed?: Pointed | undefined },
): Record<string, unknown> => ({
  type: constraint.type,
  name: constraint.name ?? null,
  expression: constraint.expression ?? null,
  warn_unenforced: constraint.warnUnenforced,
  warn_unsupported: constraint.warnUnsupported,
  to: constraint.to === undefined ? null : (pointed?.(constraint.to) ?? constraint.to),
  to_columns: constraint.toColumns ?? [],
  ...(ofModel && { columns: constraint.columns ?? [] }),
});

export const textChecksum = (text: string): { name: string; checksum: string } => ({
  name: 'sha256',
  checksum: sha256(text),
});

/** Below the resource path: the folders of the fqn and the file's name. */
export const pathBelow = (node: ManifestNode | DescribedResource, { meta }: NodeSurroundings): string =>
  meta.below?.(node.package, node.path) ??
  [...node.fqn.slice(1, -1), node.path.slice(node.path.lastIndexOf('/') + 1)].join('/');

/** A properties file, as artifacts name it: its package, and its path in there. */
export function patchPath(path: string, { owner }: ManifestMeta): string {
  const [packageName, inside] = owner(path);
  return `${packageName}://${inside}`;
}

export const patchOf = (path: string | undefined, { meta }: NodeSurroundings): string | null =>
  path === undefined ? null : patchPath(path, meta);
