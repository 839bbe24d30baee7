import { relative } from 'node:path';
import type { Session } from '../adapter/index.ts';
import { error, fail, ok, type Result, warning } from '../base/index.ts';
import type { BuildableNode } from '../manifest/index.ts';
import { type ParquetStorage, ParquetVersions } from '../publish/index.ts';
import { stateMadeAt } from '../state/index.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import type { Run } from './run.ts';

/** Where the new version of a model that is stored as Parquet goes. The folder of another database is refused. */
export async function parquetStorage(
  node: BuildableNode,
  partitionBy: readonly string[],
  session: Session,
  run: Run,
): Promise<Result<ParquetStorage>> {
  const { settings } = run;
  const { target, projectRoot } = settings;
  const location = { file: node.path };
  const label = settings.label(node.id);
  // A database in memory goes with its process, so that one of its kind is as good as another.
  const isKept = settings.state !== undefined && !target.path.startsWith(':memory:');
  const made = isKept ? await stateMadeAt(session) : ({ ok: true, value: '' } as const);
  if (!made.ok) return fail(engineDiagnostic(made.error, { label, location }));
  const versions = new ParquetVersions(target, node.relation);
  const claim = versions.claim(made.value, settings.startedAt);
  const shown = (path: string): string => relative(projectRoot, path) || path;
  if ('ownedBy' in claim)
    return fail(
      error(
        'A5026',
        `${label}: ${shown(versions.folder)} holds the files of another database, ${shown(claim.ownedBy)}`,
        {
          location,
          hint: `give the target a folder of its own: parquet_root: ${shown(target.parquetRoot)}_${target.name}`,
        },
      ),
    );
  if (claim.strangers > 0)
    settings.emit({
      kind: 'diagnosed',
      at: settings.clock.now(),
      diagnostic: warning(
        'A5027',
        `${label}: ${shown(versions.folder)} has versions that another database may read, so they stay`,
        {
          location,
          hint: 'remove them if that database is gone: the folders beside the one that current shows',
        },
      ),
    });
  const previous = run.publishedFolder(node);
  // A run that was killed between the warehouse's commit and this link left it behind.
  if (previous !== undefined && previous !== versions.current()) versions.publish(previous);
  return ok({ directory: claim.directory, partitionBy, ...(previous !== undefined && { previous }) });
}
