import { type Failed, fail, type NodeId, ok, type Result } from '../base/index.ts';
import { bind, type CompileSettings, compileTemplate, type Query } from '../compile/index.ts';

/** SQL in which relations are marks, and the relations that it reads. */
export interface MarkedSql {
  readonly text: string;
  readonly reads: readonly NodeId[];
}

/** `"⟨model.shop.orders⟩"`: a quoted identifier, so that the text is SQL still. */
const mark = (node: NodeId): string => `"⟨${node}⟩"`;

/**
 * The SQL of a query whichever schema it is built in, so that the same model is the same for every developer. What is
 * ephemeral is put in place; a relation's own name (`this`) is no reading of it.
 */
export function markedSql(query: Query, settings: CompileSettings): Result<MarkedSql> {
  const reads = new Set<NodeId>();
  let failed: Failed | undefined;
  const bound = bind(query, ({ kind, node: id }) => {
    const node = settings.manifest.nodes.get(id)!;
    if (kind === 'ref' && node.resource === 'model' && node.config.materialized === 'ephemeral') {
      const inner = compileTemplate(node.template, node, settings);
      if (inner.ok) return { kind: 'query', name: `"__dbt__cte__${node.name}"`, query: inner.value };
      failed = inner;
    }
    if (kind === 'ref') reads.add(id);
    return { kind: 'relation', sql: mark(id) };
  });
  return failed === undefined ? ok({ text: bound.text, reads: [...reads] }) : fail(...failed.diagnostics);
}
