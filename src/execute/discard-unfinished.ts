import type { NodeId } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import type { Run } from './run.ts';

/**
 * After an interruption nothing half-done stays: what is staged and not published is dropped, but for what a failed
 * test withholds.
 */
export async function discardUnfinished(run: Run): Promise<void> {
  const session = await run.session(0);
  const failed = (id: NodeId) => run.outcomes.get(id)?.status === 'fail';
  for (const [id, staged] of run.staged) {
    if (run.withheld.get(id)?.some(failed)) continue;
    for (const statement of staged.materialization.discard) await session.execute(statement);
    const node = run.settings.compile.manifest.nodes.get(id) as BuildableNode;
    if (staged.parquetDirectory !== undefined) {
      new ParquetVersions(run.settings.target, node.relation).remove(staged.parquetDirectory);
    }
  }
}
