import type { EngineError } from '../../../adapter/index.ts';
import { type Diagnostic, warning } from '../../../base/index.ts';
import {
  recordContents,
  recordFiles,
  recordSeal,
  recordSourceTables,
  recordTested,
} from '../../../state/index.ts';
import { smallEnough } from '../../reuse/altered-relations.ts';
import type { DirectRun } from '../direct-run.ts';
import { type DirectReuse, isTable } from './direct-reuse.ts';

/** Writes down, before anything is built, what nobody can vouch for any more. */
export async function beginRecording({ recorder, settings }: DirectReuse): Promise<void> {
  recorder.forget([...settings.state.altered], 'somebody else');
  await recorder.done();
}

/**
 * Writes down at the end of a run what was not yet: the tests that passed, the files that were looked at, what small
 * tables hold; and marks the database, by which the next run knows whether somebody else wrote to it. Where templates
 * or hooks may have written it is not marked.
 */
export async function endRecording(reuse: DirectReuse, run: DirectRun): Promise<void> {
  await reuse.recorder.done();
  const failure = reuse.recorder.failure ?? (await recordRest(reuse, run));
  if (failure !== undefined) run.diagnose(notRecorded(failure));
}

async function recordRest(reuse: DirectReuse, run: DirectRun): Promise<EngineError | undefined> {
  const { state } = reuse.settings;
  const records = [
    ...recordTested(reuse.tested, state.schema),
    ...recordFiles(state.files.fresh),
    ...recordSourceTables(state.sources.fresh),
  ];
  if (!reuse.hasBuilt && records.length === 0 && state.altered.size === 0) return undefined;
  const session = await reuse.session();
  const done = await session.atomically([...records, ...recordContents(await contentsOfBuilt(reuse, run))]);
  if (!done.ok) return done.error;
  if (reuse.isOpen || run.settings.signal.aborted) return undefined;
  const sealed = await session.seal(recordSeal);
  return sealed.ok ? undefined : sealed.error;
}

async function contentsOfBuilt(reuse: DirectReuse, run: DirectRun): Promise<ReadonlyMap<string, string>> {
  const tables = [...reuse.built.values()].filter(isTable);
  const found = new Map<string, string>();
  if (tables.length === 0) return found;
  const session = await reuse.session();
  const contents = await session.contents(
    tables.map(({ relation }) => relation),
    smallEnough,
  );
  if (!contents.ok) return found;
  for (const [index, node] of tables.entries()) {
    const held = contents.value[index];
    if (held !== undefined) found.set(run.settings.adapter.relation(node.relation), held);
  }
  return found;
}

const notRecorded = (failure: EngineError): Diagnostic =>
  warning('A5031', 'the run could not be recorded, so that the next one builds more than it has to', {
    detail: [failure.message],
  });
