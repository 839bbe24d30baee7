import { dirname, relative } from 'node:path';
import type { EngineResult, ExistingRelation, Session, Statement } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, error, type RelationName } from '../../base/index.ts';
import { engineDiagnostic, openKnown } from '../../execute/index.ts';
import { ParquetVersions, relationKey } from '../../publish/index.ts';
import { dropPublished, type PublishedRecord, recordSeal, stateMadeAt } from '../../state/index.ts';
import { compileSettings } from '../open/compile-settings.ts';
import { deferredBy, knownRequest } from '../open/known-for-run.ts';
import { labelsIn, type OpenProject, openProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import { hasWarehouse } from '../open/read-warehouse.ts';
import type { ProjectOptions } from '../options.ts';
import { orphansOf } from '../run/orphans.ts';
import { type Talk, talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';

export interface DropOptions extends ProjectOptions {
  readonly orphans?: boolean;
  readonly schema?: boolean;
  readonly quiet?: boolean;
  readonly wait?: number | true;
}

/**
 * `clean --orphans` drops the relations that Assay built in this target and nothing builds any more, `clean --schema` all
 * that it built in it. What is dropped is listed first. Nothing that Assay has no record of is touched.
 */
export async function dropBuilt(options: DropOptions, terminal: Terminal): Promise<0 | 1 | 2> {
  const talk = talkOf('clean', options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) return refused(talk, opened.diagnostics);
  const { project } = opened.value;
  if (options.schema === true && options.target === undefined)
    return refused(talk, [
      error('A4020', 'clean --schema drops all that was built in a target, so that has to be named', {
        hint: `--target ${project.target.name}`,
      }),
    ]);
  if (project.policies.publishing === 'direct')
    return refused(talk, [
      error(
        'A4020',
        'what was built is not recorded in dbt projects, so that clean cannot tell what to drop',
      ),
    ]);
  const { target } = project;
  if (!hasWarehouse(target)) {
    talk.answer('nothing to drop: nothing was ever built in this target');
    return talk.end(0);
  }
  const deferTo = deferredBy(target);
  const warehouse = await duckdb.open(target, waitOf(options, terminal));
  if (!warehouse.ok)
    return refused(talk, [openingFailed(warehouse, target, terminal, project, options.wait)]);
  const session = await warehouse.value.session();
  try {
    const { runId, startedAt, emit } = talk;
    const compile = compileSettings(opened.value, {
      runId,
      startedAt,
      fullRefresh: false,
      exists: () => true,
      emit,
    });
    const request = knownRequest(opened.value, {
      runId,
      warehouse: warehouse.value,
      adapter: duckdb,
      compile,
      exists: () => true,
      deferTo,
    });
    const known = await openKnown(warehouse.value, request);
    if (!known.ok) return refused(talk, [engineDiagnostic(known.error, blamed)]);
    if ('code' in known.value) return refused(talk, [known.value]);
    const { records, known: nodes, builder } = known.value;
    const state = { records, known: nodes, builder };
    const dropped =
      options.schema === true
        ? [...records.values()].filter((record) => record.builder === builder)
        : orphansOf(state, opened.value.manifest, duckdb).map(({ record }) => record);
    const exit = await drop(dropped, options, { talk, session, opened: opened.value });
    // Dropping is a change as well: only where nobody else had written before can it still be vouched for.
    if (known.value.isSealed && dropped.length > 0) await session.seal(recordSeal);
    return exit;
  } finally {
    session.release();
    await warehouse.value.close();
  }
}

const blamed = { label: '_assay', location: { file: 'project.yml' } };

function refused(talk: Talk, diagnostics: readonly Diagnostic[]): 2 {
  talk.diagnose(diagnostics);
  return talk.end(2);
}

interface Dropping {
  readonly talk: Talk;
  readonly session: Session;
  readonly opened: OpenProject;
}

async function drop(
  records: readonly PublishedRecord[],
  options: DropOptions,
  { talk, session, opened }: Dropping,
): Promise<0 | 1> {
  const names = new Map(records.map((record) => [record.relation, named(record.relation)]));
  const schemas = new Map([...names.values()].map((name) => [`${name.database}.${name.schema}`, name]));
  const found = await session.relations([...schemas.values()]);
  if (!found.ok) return failed(talk, engineDiagnostic(found.error, blamed));
  const there = new Map(found.value.map((relation) => [relationKey(relation), relation]));
  const labelOf = labelsIn(opened.manifest);
  for (const { relation, node } of records) talk.answer(`${relation}   ${labelOf(node)}`);
  const statements: Statement[] = [
    ...[...names.values()].flatMap((name) => dropsOf(name, there)),
    ...dropPublished(records.map(({ relation }) => relation)),
  ];
  if (records.length === 0) {
    talk.answer(options.schema === true ? 'nothing to drop: nothing is built in this target' : 'no orphans');
    return talk.end(0);
  }
  const done = await session.atomically(statements);
  if (!done.ok) return failed(talk, engineDiagnostic(done.error, blamed));
  const kept = await removeFiles(records, session, opened);
  if (!kept.ok) return failed(talk, engineDiagnostic(kept.error, blamed));
  for (const folder of kept.value) talk.answer(`${folder} stays: another database may read what is in it`);
  if (options.schema === true) await dropEmpty([...schemas.values()], session);
  talk.answer(`dropped ${records.length}`);
  return talk.end(0);
}

function failed(talk: Talk, diagnostic: Diagnostic): 1 {
  talk.diagnose([diagnostic]);
  return talk.end(1);
}

/** The relation, and what a failed build of it left beside it. */
function dropsOf(name: RelationName, there: ReadonlyMap<string, ExistingRelation>): readonly Statement[] {
  const beside = ['', '__staged', '__added'].map((suffix) => ({
    ...name,
    identifier: name.identifier + suffix,
  }));
  return beside.flatMap((each) => {
    const found = there.get(relationKey(each));
    return found === undefined ? [] : [{ kind: 'drop', relation: found, object: found.kind } as const];
  });
}

/** The schemas that nothing is left in; the one that every database has stays. */
async function dropEmpty(schemas: readonly RelationName[], session: Session): Promise<void> {
  for (const { schema, database } of schemas) {
    if (schema === 'main') continue;
    const left = await session.relations([{ schema, ...(database !== undefined && { database }) }]);
    if (left.ok && left.value.length === 0)
      await session.execute({ kind: 'drop_schema', schema, ...(database !== undefined && { database }) });
  }
}

/** The versions of tables that are stored as Parquet. Gives the folders with more in them than this database wrote. */
async function removeFiles(
  records: readonly PublishedRecord[],
  session: Session,
  { project: { root, target } }: OpenProject,
): Promise<EngineResult<readonly string[]>> {
  const stored = records.flatMap(({ relation, location }) => {
    const versions = new ParquetVersions(target, named(relation));
    return location !== undefined && dirname(location) === versions.folder ? [versions] : [];
  });
  if (stored.length === 0) return { ok: true, value: [] };
  const made = await stateMadeAt(session);
  if (!made.ok) return made;
  const kept = stored.filter((versions) => !versions.removeAll(made.value));
  return { ok: true, value: kept.map(({ folder }) => relative(root, folder)) };
}

/** `"db"."schema"."name"`. */
function named(relation: string): RelationName {
  const parts = [...relation.matchAll(/"((?:[^"]|"")*)"/g)].map(([, part]) => part!.replaceAll('""', '"'));
  const [identifier = '', schema = '', database] = parts.reverse();
  return { schema, identifier, ...(database !== undefined && { database }) };
}
