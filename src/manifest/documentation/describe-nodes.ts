import { collect, type Location, ok, type Result } from '../../base/index.ts';
import type { ColumnInfo } from '../node-parts.ts';
import type { ManifestNode } from '../nodes.ts';
import type { WrittenEntries, WrittenEntry } from '../written-entries.ts';
import { type DescriptionSettings, renderDescription } from './descriptions.ts';

/** Nodes with the docs blocks put into their descriptions, and into those of their columns. */
export const describeNodes = (
  nodes: Iterable<ManifestNode>,
  settingsOf: (packageName: string) => DescriptionSettings,
  entries: WrittenEntries,
): Result<ManifestNode[]> =>
  collect(
    [...nodes].map((node) =>
      isWritten(node) ? describe(node, settingsOf(node.package), entries.get(node.id)) : ok(node),
    ),
  );

/** Most descriptions are texts and nothing else. */
function isWritten(node: ManifestNode): boolean {
  if (node.resource === 'unit_test') return false;
  const columns = 'columns' in node ? node.columns : [];
  return (
    hasTemplate(node.description) ||
    (node.resource === 'source' && hasTemplate(node.sourceDescription)) ||
    columns.some(({ description }) => hasTemplate(description))
  );
}

const hasTemplate = (text: string): boolean => /\{[{%#]|[#}%]\}/.test(text);

function describe(
  node: ManifestNode,
  settings: DescriptionSettings,
  entry: WrittenEntry | undefined,
): Result<ManifestNode> {
  const locate = () => entry?.locate('description') ?? node.locate();
  const own = renderDescription(node.description, settings, locate);
  if (!own.ok) return own;
  const described = { ...node, description: own.value.text, docBlocks: own.value.docBlocks };
  if (!('columns' in described)) return ok(described);
  const columns = collect(
    described.columns.map((column) => {
      const declared = entry?.columns.find(({ name }) => name === column.name);
      return describeColumn(column, settings, () => declared?.locate('description') ?? locate());
    }),
  );
  if (!columns.ok) return columns;
  const withColumns = { ...described, columns: columns.value };
  if (withColumns.resource !== 'source') return ok(withColumns);
  const source = renderDescription(withColumns.sourceDescription, settings, locate);
  return source.ok ? ok({ ...withColumns, sourceDescription: source.value.text }) : source;
}

function describeColumn(
  column: ColumnInfo,
  settings: DescriptionSettings,
  locate: () => Location,
): Result<ColumnInfo> {
  const rendered = renderDescription(column.description, settings, locate);
  if (!rendered.ok) return rendered;
  return ok({ ...column, description: rendered.value.text, docBlocks: rendered.value.docBlocks });
}
