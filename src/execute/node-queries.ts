import { resolve } from 'node:path';
import { error, fail, ok, type Result } from '../base/index.ts';
import { compileTemplate, compileText, isBlank, type Query, type SqlText } from '../compile/index.ts';
import type { BuildableNode, Hook, SeedNode } from '../manifest/index.ts';
import type { FileFormat } from '../project/index.ts';
import type { Run } from './run.ts';

/** The query twice: reading what this run has staged, and reading published names. */
export interface NodeQueries {
  readonly staged: SqlText;
  readonly published: SqlText;
  readonly preHooks: readonly SqlText[];
  readonly postHooks: readonly SqlText[];
}

export function nodeQueries(node: BuildableNode, run: Run): Result<NodeQueries> {
  const { compile, projectRoot, adapter } = run.settings;
  if (node.resource === 'seed') {
    const query = { text: seedQuery(node, projectRoot, adapter), locate: () => undefined };
    return withHooks(node, { staged: query, published: query }, run);
  }
  const compiled = compileTemplate(node.template, node, compile);
  if (!compiled.ok) return compiled;
  if (isBlank(compiled.value.sql.text)) {
    return fail(
      error('A5020', `${node.name} has no SQL`, {
        location: { file: node.path },
        hint: 'a model is one SELECT',
      }),
    );
  }
  const staged = run.bindings.bindStaged(compiled.value);
  if ('ok' in staged) return staged;
  const published = run.bindings.bindPublished(compiled.value);
  if ('ok' in published) return published;
  return withHooks(node, { staged, published }, run);
}

function withHooks(
  node: BuildableNode,
  queries: { staged: SqlText; published: SqlText },
  run: Run,
): Result<NodeQueries> {
  const preHooks = hooks(node, node.config.preHooks, run);
  if (!preHooks.ok) return preHooks;
  const postHooks = hooks(node, node.config.postHooks, run);
  return postHooks.ok ? ok({ ...queries, preHooks: preHooks.value, postHooks: postHooks.value }) : postHooks;
}

/** Hooks see published names, `this` among them. */
function hooks(node: BuildableNode, given: readonly Hook[], run: Run): Result<SqlText[]> {
  const bound: SqlText[] = [];
  for (const hook of given) {
    const query: Result<Query> = compileText(hook.sql, node, run.settings.compile, hook.locate());
    if (!query.ok) return query;
    const text = run.bindings.bindPublished(query.value);
    if ('ok' in text) return text;
    if (!isBlank(text.text)) bound.push(text);
  }
  return ok(bound);
}

const seedQuery = (seed: SeedNode, root: string, adapter: Run['settings']['adapter']): string =>
  `select * from ${adapter.files([resolve(root, seed.path)], seedFormat(seed))}`;

export const seedFormat = ({ config }: SeedNode): FileFormat => ({
  format: 'csv',
  options: { header: true, delim: config.delimiter, sample_size: -1, null_padding: false },
  columns: Object.entries(config.columnTypes).map(([name, type]) => ({ name, type })),
});
