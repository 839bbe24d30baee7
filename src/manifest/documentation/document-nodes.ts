import { type Diagnostic, fail, ok, type Result } from '../../base/index.ts';
import type { ColumnInfo } from '../node-parts.ts';
import type { ManifestNode } from '../nodes.ts';
import { type DescriptionSettings, renderDescription } from './descriptions.ts';

/** A node whose descriptions, and those of its columns, have their docs blocks. */
export function documentNode<Node extends ManifestNode>(
  node: Node,
  settings: DescriptionSettings,
): Result<Node> {
  const columns = 'columns' in node ? node.columns : [];
  const described = [node.description, ...columns.map(({ description }) => description)];
  if (node.resource === 'source') described.push(node.sourceDescription);
  if (!described.some(mayHoldTemplate)) return ok(node);
  const problems: Diagnostic[] = [];
  const text = (written: string) => {
    const rendered = renderDescription(written, settings, () => node.locate());
    if (rendered.ok) return rendered.value;
    problems.push(...rendered.diagnostics);
    return { text: written, docBlocks: [] };
  };
  const own = text(node.description);
  const documented = {
    ...node,
    description: own.text,
    docBlocks: own.docBlocks,
    ...('columns' in node && {
      columns: columns.map((column): ColumnInfo => {
        const rendered = text(column.description);
        return { ...column, description: rendered.text, docBlocks: rendered.docBlocks };
      }),
    }),
    ...(node.resource === 'source' && { sourceDescription: text(node.sourceDescription).text }),
  };
  return problems.length > 0 ? fail(...problems) : ok(documented);
}

const mayHoldTemplate = (text: string): boolean => text.includes('{');
