import type { ManifestNode } from '../manifest/index.ts';
import type { NamedInputs } from './named-inputs.ts';

/** Configs that say nothing of what is built; where it is built is told of by its relation. */
const withoutInfluence: ReadonlySet<string> = new Set([
  'access',
  'alias',
  'database',
  'description',
  'docs',
  'enabled',
  'freshness',
  'full_refresh',
  'group',
  'meta',
  'schema',
  'tags',
]);

/**
 * The configs that have an influence on what is built, as JSON, those of ephemeral models too: in a dbt project macros
 * read any of them by name. Where a template reads configs, all count.
 *
 * @param parts the node, and the ephemeral models in it
 */
export function templateConfig(
  parts: readonly ManifestNode[],
  inputs: readonly NamedInputs[],
): Record<string, string> {
  const all = inputs.some(({ text }) => /\bconfig\s*[.[]/.test(text));
  const found: Record<string, unknown> = {};
  for (const [index, node] of parts.entries()) {
    const prefix = index === 0 ? '' : `${node.name}.`;
    for (const [key, value] of Object.entries(configsOf(node, all))) found[prefix + key] = value;
  }
  return Object.fromEntries(
    Object.entries(found)
      .filter(([, value]) => value !== undefined && !(Array.isArray(value) && value.length === 0))
      .map(([key, value]) => [key, JSON.stringify(value)]),
  );
}

function configsOf(node: ManifestNode, all: boolean): Record<string, unknown> {
  if (!('raw' in node.config)) return {};
  const raw = Object.entries(node.config.raw).filter(([key]) => all || !withoutInfluence.has(key));
  return {
    ...Object.fromEntries(raw),
    ...(all && { meta: node.config.meta, tags: node.config.tags }),
    ...(node.resource === 'model' && ofModel(node)),
    ...(node.resource === 'seed' && {
      columns: node.columns.map(({ name, quote }) => [name, quote]),
      described: descriptions(node, node.config.raw.persist_docs),
    }),
    ...(node.resource === 'test' && ofTest(node)),
  };
}

function ofModel(node: Extract<ManifestNode, { resource: 'model' }>): Record<string, unknown> {
  const { config } = node;
  return {
    materialized: config.materialized,
    hooks: [...config.preHooks, ...config.postHooks].map(({ sql }) => sql),
    ...(node.contract.enforced && {
      columns: node.columns.map((column) => [column.name, column.dataType, column.constraints]),
      constraints: node.constraints,
    }),
    described: descriptions(node, config.raw.persist_docs),
  };
}

/** What is written into the database beside the data. */
const descriptions = (
  { description, columns }: Pick<Extract<ManifestNode, { resource: 'model' }>, 'description' | 'columns'>,
  persisted: unknown,
): unknown =>
  persisted === undefined
    ? undefined
    : [description, columns.map((column) => [column.name, column.description])];

function ofTest({ config, test }: Extract<ManifestNode, { resource: 'test' }>): Record<string, unknown> {
  const { severity, warnIf, errorIf, failCalc, limit, storeFailures } = config;
  return {
    severity,
    warn_if: warnIf,
    error_if: errorIf,
    fail_calc: failCalc,
    limit,
    store_failures: storeFailures,
    ...(test.kind === 'generic' && {
      test: test.macroId ?? test.name,
      arguments: test.arguments,
      column: test.column,
      model: test.model,
    }),
  };
}
