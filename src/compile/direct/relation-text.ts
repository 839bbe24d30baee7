import type { RelationName } from '../../base/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import type { Project } from '../../project/index.ts';
import { TemplateError } from '../../template/index.ts';
import { Relation } from '../objects/relation.ts';
import { everyPart } from '../objects/relation-parts.ts';
import { quotingOf } from './context/refs.ts';
import { fileSource } from './context/source-location.ts';

/** A node's relation as templates of other nodes print it: quoted as configured, or the files that it stands for. */
export function relationText(
  { quoting, target }: Project,
  { database = target.profile?.database, schema, identifier }: RelationName,
  node?: ManifestNode,
): string {
  const quote = { ...everyPart, ...quoting };
  const relation = Relation.of({ database: database ?? null, schema, identifier }, { quote });
  if (node === undefined) return relation.name;
  if (node.resource !== 'source') return relation.with({ quote: quotingOf(node, quote) }).name;
  const external = externalOf(() => fileSource(node, { schema, identifier }));
  return relation.with({ quote: { ...everyPart, ...node.details?.quoting }, external }).name;
}

/** What cannot be read is refused when it is read. */
function externalOf(find: () => string | undefined): string | undefined {
  try {
    return find();
  } catch (thrown) {
    if (thrown instanceof TemplateError) return undefined;
    throw thrown;
  }
}
