import type { BuildableNode } from '../manifest/index.ts';
import type { Step } from '../plan/index.ts';
import { ParquetVersions } from '../publish/index.ts';
import type { Run } from './run.ts';

/** After an interruption nothing half-done stays: what was staged and not judged is dropped. */
export async function discardUnfinished(left: readonly Step[], run: Run): Promise<void> {
  const session = await run.session(0);
  for (const step of left) {
    if (step.kind !== 'publish') continue;
    for (const { node: id } of step.nodes) {
      const staged = run.staged.get(id);
      if (staged === undefined) continue;
      for (const statement of staged.materialization.discard) await session.execute(statement);
      const node = run.settings.compile.manifest.nodes.get(id) as BuildableNode;
      if (staged.parquetDirectory !== undefined) {
        new ParquetVersions(run.settings.target.parquetRoot, node.relation).remove(staged.parquetDirectory);
      }
    }
  }
}
