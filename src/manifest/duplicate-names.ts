import { type Diagnostic, error } from '../base/index.ts';
import type { BuildableNode, ManifestNode, ReferableNode } from './nodes.ts';

/** The key of a node by which others, and properties files, name it. */
export const keyOf = (node: ManifestNode): string =>
  node.resource === 'source' ? `source ${node.sourceName}.${node.name}` : `${node.resource} ${node.name}`;

/** What is wrong with enabled nodes of one name, or of one relation. */
export function duplicateNames(nodes: readonly ManifestNode[]): Diagnostic[] {
  const names = new Map<string, ManifestNode>();
  const relations = new Map<string, BuildableNode>();
  const diagnostics: Diagnostic[] = [];
  for (const node of nodes.filter(({ config }) => config.enabled)) {
    const isBuilt = node.resource === 'model' || node.resource === 'seed';
    const name = isBuilt ? `ref ${node.name}` : keyOf(node);
    const other = names.get(name);
    if (other !== undefined) {
      diagnostics.push(sameName(node, other));
      continue;
    }
    names.set(name, node);
    if (!isBuilt) continue;
    const twin = relations.get(relationOf(node));
    if (twin !== undefined) {
      diagnostics.push(
        clash(node, twin, `would both be built as ${node.relation.schema}.${node.relation.identifier}`),
      );
    }
    relations.set(relationOf(node), node);
  }
  return [...diagnostics, ...besides(relations)];
}

/** What Assay puts beside a relation while it is built. */
const suffixes = ['__staged', '__added'];

function besides(relations: ReadonlyMap<string, BuildableNode>): Diagnostic[] {
  return [...relations].flatMap(([relation, node]) =>
    suffixes.flatMap((suffix) => {
      const taken = relations.get(relation + suffix);
      const use = `cannot both be built: ${node.relation.identifier}${suffix} is where ${node.name} waits for its tests`;
      return taken === undefined ? [] : [clash(taken, node, use)];
    }),
  );
}

export const sameName = (node: ManifestNode, other: ManifestNode): Diagnostic =>
  error('A2020', `two nodes are called '${node.name}': ${other.path} and ${node.path}`, {
    location: node.locate(),
    related: [{ message: 'the other one', location: other.locate() }],
    hint: "rename one of the files, since ref('…') goes by name",
  });

export const clash = (node: ReferableNode, other: ReferableNode, problem: string): Diagnostic =>
  error('A2040', `${labelBeside(other, node)} and ${labelBeside(node, other)} ${problem}`, {
    location: node.locate(),
    related: [{ message: 'the other one', location: other.locate() }],
    hint: 'give one of them another alias or schema',
  });

const relationOf = ({ relation: { database, schema, identifier } }: BuildableNode): string =>
  `${database ?? ''}.${schema}.${identifier}`.toLowerCase();

/** What tells a node from another one: its name, or else its file. */
const labelBeside = (node: ReferableNode, other: ReferableNode): string =>
  node.name === other.name ? `${node.name} (${node.locate().file})` : node.name;
