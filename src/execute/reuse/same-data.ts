import type { Session } from '../../adapter/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { Materialization } from '../../publish/index.ts';
import type { Run } from '../run.ts';

/** How many rows can be compared in the time in which one second's worth of others would be built. */
const rowsPerSecond = 5_000_000;

/** Statements cost more than so few rows. */
const alwaysCompared = 20_000;

/**
 * Whether what was staged holds the same rows as what is published, so that nothing downstream has to be built. It
 * is looked at only if that is likely to be faster than building what waits for the answer.
 */
export async function hasSameData(
  node: BuildableNode,
  { staged, adds, within, promote }: Materialization,
  rows: number | undefined,
  session: Session,
  run: Run,
): Promise<boolean> {
  const waiting = run.waitingFor(node.id);
  const published = run.existing(node.relation);
  const before = run.reuse?.before(node.id);
  if (waiting === undefined || published === undefined || before === undefined) return false;
  const isWider = promote.some(({ kind }) => kind === 'add_column');
  if (adds && rows === 0 && within === undefined && !isWider) return true;
  // What a view shows now need not be what its readers were built from, nor what they will read later.
  if (published.kind === 'view' && before.fingerprint.config.format !== '"parquet"') return false;
  if (staged.kind === 'view' && !adds && node.config.raw.format !== 'parquet') return false;
  const compared = await session.contents(
    [staged.relation, node.relation],
    alwaysCompared + waiting.seconds * rowsPerSecond,
  );
  if (!compared.ok) return false;
  const [now, was] = compared.value;
  return now !== undefined && now === was;
}
