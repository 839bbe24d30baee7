import { fail, ok, type Result } from '../../base/index.ts';
import type { Shared } from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import { type Materialization, stagedName } from '../../publish/index.ts';
import { engineDiagnostic } from '../engine-diagnostic.ts';
import type { Run, StagedModel } from '../run.ts';

/** Stages a view of what another target has, in place of building the same once more. */
export async function showShared(
  node: BuildableNode,
  shared: Shared,
  run: Run,
  worker: number,
): Promise<Result<StagedModel>> {
  const { settings } = run;
  const session = await run.session(worker);
  const query = `select * from ${settings.adapter.relation(shared.relation!)}`;
  const staged = stagedName(node.relation);
  const existing = run.existing(node.relation);
  const materialization = settings.materializations.get('view')!.build({
    relation: node.relation,
    staged,
    query,
    publishedQuery: query,
    columns: [],
    ...(existing && { existing: { kind: existing.kind, columns: [] } }),
    fullRefresh: false,
    uniqueKey: [],
    unsupported: [],
    onSchemaChange: 'ignore',
    capabilities: settings.adapter.capabilities,
  }) as Materialization;
  const left = run.existing(staged);
  const statements = [
    ...(left === undefined ? [] : [{ kind: 'drop', relation: left, object: left.kind } as const]),
    ...materialization.stage,
  ];
  for (const statement of statements) {
    const done = await session.execute(statement);
    if (!done.ok)
      return fail(
        engineDiagnostic(done.error, { label: settings.label(node.id), location: { file: node.path } }),
      );
  }
  run.nowExists({ ...staged, kind: 'view' });
  return ok({
    materialization,
    postHooks: [],
    rows: shared.rows,
    sqlHash: shared.hash,
    shows: settings.adapter.relation(shared.relation!),
    built: { fingerprint: shared.hash, parts: JSON.stringify(shared.fingerprint), version: shared.version },
  });
}
