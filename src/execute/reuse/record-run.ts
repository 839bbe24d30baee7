import type { EngineError, Statement } from '../../adapter/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import {
  forgetOrigins,
  forgetOtherSourceTables,
  recordContents,
  recordFiles,
  recordSeal,
  recordSourceTables,
  recordTested,
} from '../../state/index.ts';
import type { Run } from '../run.ts';
import { smallEnough } from './altered-relations.ts';

/** What must be written down before anything else is: what nobody can vouch for any more. */
export const firstRecords = ({ settings }: Run): readonly Statement[] =>
  settings.state === undefined ? [] : forgetOrigins([...settings.state.altered], 'somebody else');

/**
 * Writes down at the end of a run what its publications have not: the tests that passed, the files that were looked
 * at, what small tables hold; and marks the database, by which the next run knows whether somebody else wrote
 * to it. After hooks it is not marked: they may have written to anything.
 */
export async function recordRun(run: Run): Promise<EngineError | undefined> {
  const { settings, reuse } = run;
  const { state } = settings;
  if (state === undefined || reuse === undefined) return undefined;
  const found = reuse.hasRun || state.files.fresh.size > 0 || state.sources.fresh.size > 0;
  if (run.published.size === 0 && !found && state.altered.size === 0) return undefined;
  const isOver = !settings.hasHooks && !settings.signal.aborted;
  // To write all that was built into its file takes DuckDB a while and one processor. Where it cannot, sealing does it.
  const flushing = isOver ? (await run.session(1)).flush() : undefined;
  await nextTurn();
  const records = [
    ...recordTested(reuse.tested(), state.schema),
    ...recordFiles(state.files.fresh),
    ...recordSourceTables(state.sources.fresh),
  ];
  if (isOver) settings.flushing?.(run.outcomes);
  const contents = await contentsOfPublished(run);
  await flushing;
  const session = await run.session(0);
  // The mark will vouch for what was looked at only.
  const forgotten = state.isSealed ? [] : [forgetOtherSourceTables(state.sources.looked)];
  const done = await session.atomically([...forgotten, ...records, ...recordContents(contents)]);
  if (!done.ok) return done.error;
  if (!isOver) return undefined;
  let mark = '';
  let meanwhile: Promise<void> | undefined;
  const record = (given: string) => {
    mark = given;
    if (reuse.isAllProvable()) meanwhile ??= nextTurn().then(() => settings.sealing?.(run.outcomes));
    return recordSeal(given);
  };
  const sealed = await session.seal(record);
  await meanwhile;
  if (!sealed.ok) return sealed.error;
  if (sealed.value && reuse.isAllProvable()) settings.sealed?.(mark);
  return undefined;
}

/** What was asked of the database is sent in the turns of the event loop that come first. */
const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function contentsOfPublished(run: Run): Promise<ReadonlyMap<string, string>> {
  const { settings } = run;
  const tables: BuildableNode[] = [];
  for (const id of run.published) {
    const node = settings.compile.manifest.nodes.get(id) as BuildableNode;
    if (run.existing(node.relation)?.kind === 'table') tables.push(node);
  }
  const session = await run.session(0);
  const contents = await session.contents(
    tables.map(({ relation }) => relation),
    smallEnough,
  );
  const found = new Map<string, string>();
  if (!contents.ok) return found;
  for (const [index, node] of tables.entries()) {
    const held = contents.value[index];
    if (held !== undefined) found.set(settings.adapter.relation(node.relation), held);
  }
  return found;
}
