import { resolve } from 'node:path';
import type { Session } from '../adapter/index.ts';
import {
  type Diagnostic,
  error,
  fail,
  type Location,
  ok,
  type Result,
  sha256,
  warning,
} from '../base/index.ts';
import { hasDistinctColumns } from '../fingerprint/index.ts';
import type { BuildableNode, ModelNode } from '../manifest/index.ts';
import { type Materialization, ParquetVersions, stagedName } from '../publish/index.ts';
import { checkQuery, mayHaveTwice, queryColumns } from './check-query.ts';
import { checkSources } from './check-sources.ts';
import { duplicateKeys } from './duplicate-keys.ts';
import { engineDiagnostic, hookDiagnostic } from './engine-diagnostic.ts';
import { type NodeQueries, seedFormat } from './node-queries.ts';
import { parquetStorage } from './parquet-storage.ts';
import { rowsOutside } from './rows-outside.ts';
import { rowsWithoutKey } from './rows-without-key.ts';
import type { Run, StagedModel } from './run.ts';

/** Makes the relation that readers do not see yet. */
export async function stageNode(
  node: BuildableNode,
  queries: NodeQueries,
  session: Session,
  run: Run,
): Promise<Result<StagedModel>> {
  const { settings } = run;
  const blame = {
    label: settings.label(node.id),
    ...(node.resource === 'model' && { compiledPath: settings.compiledPath(node) }),
    location: placeOf(node),
    root: settings.projectRoot,
  };
  for (const hook of queries.preHooks) {
    const done = await session.run(hook.text);
    if (!done.ok) return fail(hookDiagnostic(done.error, hook, `${blame.label}: pre-hook`, blame.location));
  }
  const files = await checkFiles(node, session, run);
  if (files !== undefined) return fail(files);
  const askColumns = () => queryColumns(queries.staged, blame, session);
  const isAskedLater = columnsLater(node, run);
  const columns = isAskedLater ? checkQuery(queries.staged, blame) : await askColumns();
  if (!columns.ok) return columns;
  const staged = stagedName(node.relation);
  const left = run.existing(staged);
  const added = run.existing({ ...node.relation, identifier: `${node.relation.identifier}__added` });
  for (const leftover of [left, added]) {
    if (leftover === undefined) continue;
    const dropped = await session.execute({ kind: 'drop', relation: leftover, object: leftover.kind });
    if (!dropped.ok) return fail(engineDiagnostic(dropped.error, blame));
  }
  const materialization = await materialize(node, queries, columns.value, session, run);
  if (!materialization.ok) return materialization;
  const { value } = materialization;
  let rows: number | undefined;
  for (const statement of value.materialization.stage) {
    const done = await session.execute(statement);
    if (!done.ok) {
      await discard(node, value, session, run);
      const told = isAskedLater ? await askColumns() : columns;
      if (!told.ok) return told;
      return fail(
        engineDiagnostic(done.error, {
          ...blame,
          ...(statement === value.materialization.main && { sql: queries.staged }),
        }),
      );
    }
    if (statement === value.materialization.main) rows = done.value;
  }
  const isUnclear = isAskedLater && !hasDistinctColumns(queries.staged.text);
  if (isUnclear && (await mayHaveTwice(settings.adapter.relation(staged), session))) {
    const told = await askColumns();
    if (!told.ok) {
      await discard(node, value, session, run);
      return told;
    }
  }
  run.nowExists({ ...staged, kind: value.materialization.staged.kind });
  const duplicates = await duplicateKeys(value.materialization.unique, session, settings.adapter);
  if (duplicates !== undefined) {
    await discard(node, value, session, run);
    return fail(
      error('A5023', `${blame.label}: several added rows have the same ${duplicates.key}`, {
        location: blame.location,
        detail: duplicates.examples,
        hint: 'keep one row of each, such as with qualify row_number() over (…) = 1; delete+insert would keep them all',
      }),
    );
  }
  const strays = await rowsOutside(value.materialization.within, session, settings.adapter);
  if (strays !== undefined) {
    await discard(node, value, session, run);
    return fail(
      error(
        'A5025',
        `${blame.label}: ${strays.count} of the added rows are outside of what incremental_predicates replace`,
        {
          location: blame.location,
          detail: strays.examples,
          hint: 'limit the query to the same rows, or each run would add them again',
        },
      ),
    );
  }
  const keyless = await rowsWithoutKey(value.materialization.keyed, session, settings.adapter);
  if (keyless !== undefined) {
    const have = keyless.count === 1 ? '1 added row has' : `${keyless.count} added rows have`;
    const diagnostic = warning('A5028', `${blame.label}: ${have} no ${keyless.key}`, {
      location: blame.location,
      hint: 'a row without a whole unique_key replaces nothing: each run that gives it adds it again',
    });
    settings.emit({ kind: 'diagnosed', at: settings.clock.now(), diagnostic });
  }
  const counted = value.materialization.main.kind === 'create_view' ? undefined : rows;
  return ok({
    ...value,
    rows: counted,
    postHooks: queries.postHooks,
    sqlHash: sha256(queries.published.text),
  });
}

/** Whether the columns of a node are looked at once it is staged: what takes long is to fail before that. */
export function columnsLater(node: BuildableNode, { settings, isSmall }: Run): boolean {
  if (node.resource === 'seed' || !isSmall) return false;
  const { materialized, format } = node.config;
  return format !== 'parquet' && settings.materializations.get(materialized)?.columnsLater === true;
}

async function materialize(
  node: BuildableNode,
  queries: NodeQueries,
  columns: readonly { readonly name: string; readonly type: string }[],
  session: Session,
  run: Run,
): Promise<Result<{ readonly materialization: Materialization; readonly parquetDirectory?: string }>> {
  const { settings } = run;
  const config: Partial<ModelNode['config']> = node.resource === 'model' ? node.config : {};
  const adds = node.resource === 'model' && run.addsTo(node);
  const kind = settings.materializations.get(config.materialized ?? 'table')!;
  const found = run.existing(node.relation);
  const existing = found && {
    kind: found.kind,
    columns: adds ? await columnsOf(node, session, run) : [],
  };
  const storage =
    config.format === 'parquet'
      ? await parquetStorage(node, config.partitionBy ?? [], session, run)
      : undefined;
  if (storage?.ok === false) return storage;
  const parquet = storage?.value;
  const built = kind.build({
    relation: node.relation,
    staged: stagedName(node.relation),
    query: queries.staged.text,
    publishedQuery: queries.published.text,
    columns,
    ...(existing && { existing }),
    fullRefresh: config.fullRefresh ?? settings.fullRefresh,
    uniqueKey: config.uniqueKey ?? [],
    ...(config.incrementalStrategy && { strategy: config.incrementalStrategy }),
    ...(config.incrementalPredicates && { predicates: config.incrementalPredicates }),
    unsupported: unsupported(config),
    onSchemaChange: config.onSchemaChange ?? 'ignore',
    ...(parquet && { parquet }),
    capabilities: settings.adapter.capabilities,
  });
  if ('refused' in built) {
    if (parquet !== undefined) new ParquetVersions(settings.target, node.relation).remove(parquet.directory);
    const hint = built.hint === undefined ? {} : { hint: built.hint };
    return fail(
      error(built.code, `${settings.label(node.id)}: ${built.refused}`, { location: placeOf(node), ...hint }),
    );
  }
  return ok({ materialization: built, ...(parquet && { parquetDirectory: parquet.directory }) });
}

const unsupported = (config: Partial<ModelNode['config']>): readonly string[] => [
  ...(config.mergeUpdateColumns ? ['merge_update_columns'] : []),
  ...(config.mergeExcludeColumns ? ['merge_exclude_columns'] : []),
  ...(config.incrementalPredicates && config.incrementalStrategy !== 'replace_where'
    ? ['incremental_predicates']
    : []),
];

/** Undoes what was staged. */
async function discard(
  node: BuildableNode,
  { materialization, parquetDirectory }: Pick<StagedModel, 'materialization' | 'parquetDirectory'>,
  session: Session,
  run: Run,
): Promise<void> {
  for (const statement of materialization.discard) await session.execute(statement);
  if (parquetDirectory !== undefined)
    new ParquetVersions(run.settings.target, node.relation).remove(parquetDirectory);
}

/** The columns that a relation has; only what is added to needs to know. */
async function columnsOf(node: BuildableNode, session: Session, run: Run) {
  const described = await session.describe(`select * from ${run.settings.adapter.relation(node.relation)}`);
  return described.ok ? described.value : [];
}

/** What is wrong with the files that a node reads: a seed's own, a model's sources. */
async function checkFiles(node: BuildableNode, session: Session, run: Run): Promise<Diagnostic | undefined> {
  if (node.resource === 'model') return checkSources(node, session, run);
  const { projectRoot: root, label } = run.settings;
  const checked = await session.checkFiles([resolve(root, node.path)], seedFormat(node));
  if (checked.ok) return undefined;
  return engineDiagnostic(checked.error, { label: label(node.id), location: placeOf(node), root });
}

export const placeOf = (node: BuildableNode): Location => ({ file: node.path });
