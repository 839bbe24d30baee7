import type { Rows, Session } from '../../adapter/index.ts';
import {
  type Diagnostic,
  error,
  fail,
  type Location,
  type NodeId,
  ok,
  type Result,
} from '../../base/index.ts';
import type { SqlText } from '../../compile/index.ts';
import { engineDiagnostic } from '../../execute/index.ts';
import { rowsJson, rowsJsonLines, rowsTable } from '../../report/index.ts';
import { Notes } from '../notes.ts';
import { deferralFor } from '../open/defer.ts';
import { labelOf, openProject } from '../open/open-project.ts';
import { existingRelations, openingFailed } from '../open/open-warehouse.ts';
import { openToRead } from '../open/read-warehouse.ts';
import { type Shown, type ShowOptions, shownNodes } from '../select/shown-nodes.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { showInPlace } from './show-directly.ts';
import { ShownSql } from './shown-sql.ts';

/** `show`: the first rows of models, of SQL, or all rows that fail a test. Only reads. */
export async function showRows(options: ShowOptions, terminal: Terminal): Promise<0 | 1 | 2 | 130> {
  const notes = new Notes(terminal, options);
  const refuse = (diagnostics: readonly Diagnostic[]): 2 | 130 => {
    if (terminal.interrupted.aborted) return 130;
    if (options.dbt === undefined) notes.diagnose(diagnostics);
    else talkOf('show', options, terminal).diagnose(diagnostics);
    return 2;
  };
  const unclear = unclearRequest(options);
  if (unclear !== undefined) return refuse([unclear]);
  const opened = await openProject(options, terminal);
  if (!opened.ok) return refuse(opened.diagnostics);
  if (opened.value.project.policies.publishing === 'direct')
    return showInPlace(options, terminal, opened.value);
  notes.diagnose(opened.value.warnings);
  const shown = shownNodes(options, opened.value);
  if (!shown.ok) return refuse(shown.diagnostics);
  notes.diagnose(shown.value.warnings);
  if (shown.value.shown.length === 0) return 0;
  const deferral = deferralFor(options, opened.value.project);
  if (!deferral.ok) return refuse(deferral.diagnostics);
  const target = deferral.value?.target ?? opened.value.project.target;
  const warehouse = await openToRead(target, options, terminal);
  if (!warehouse.ok) return refuse([openingFailed(warehouse, target, terminal, opened.value.project)]);
  let interrupting: NodeJS.Timeout | undefined;
  try {
    const existing = await existingRelations(warehouse.value, opened.value);
    if (!existing.ok) {
      const blamed = { label: target.name, location: { file: opened.value.project.file.source.file } };
      return refuse([engineDiagnostic(existing.error, blamed)]);
    }
    const sql = new ShownSql(opened.value, existing.value, options, notes, {
      ...(deferral.value && { deferral: deferral.value }),
      selected: selectedIn(shown.value.shown),
    });
    const session = await warehouse.value.session();
    // Between two queries, or before the first one, an interruption would be lost.
    const interrupt = () => {
      if (terminal.interrupted.aborted) session.interrupt();
    };
    interrupting = setInterval(interrupt, 50);
    return await printAll(shown.value.shown, sql, session, options, terminal, notes);
  } finally {
    clearInterval(interrupting);
    await warehouse.value.close();
  }
}

function unclearRequest({
  select,
  models,
  selector,
  inline,
  inlineDirect,
  failures,
}: ShowOptions): Diagnostic | undefined {
  const given = [
    ...(select !== undefined || models !== undefined || selector !== undefined ? ['--select'] : []),
    ...(inline !== undefined ? ['--inline'] : []),
    ...(inlineDirect !== undefined ? ['--inline-direct'] : []),
    ...(failures !== undefined ? ['--failures'] : []),
  ];
  if (given.length === 1) return undefined;
  const hint = 'one of: assay show --select MODEL, assay show --inline SQL, assay show --failures TEST';
  return given.length === 0
    ? error('A4001', 'show needs to be told what to show', { hint })
    : error('A4001', `${given.join(' and ')} cannot be given together`, { hint });
}

async function printAll(
  all: readonly Shown[],
  sqlOf: ShownSql,
  session: Session,
  options: ShowOptions,
  terminal: Terminal,
  notes: Notes,
): Promise<0 | 1 | 2 | 130> {
  const limit = options.limit ?? (options.failures === undefined ? 5 : -1);
  let exitCode: 0 | 1 | 2 = 0;
  for (const [index, shown] of all.entries()) {
    const sql = sqlOf.of(shown);
    // One row more than is shown tells whether there are more.
    const found = sql.ok ? await queryRows(shown, sql.value, limit < 0 ? limit : limit + 1, session) : sql;
    if (terminal.interrupted.aborted) return 130;
    if (!found.ok) {
      notes.diagnose(found.diagnostics);
      const unreadable = !sql.ok && shown.kind === 'inline' && sql.diagnostics[0]?.code !== 'A2050';
      exitCode = unreadable ? 2 : 1;
      continue;
    }
    const named = all.length > 1 && (options.output ?? 'text') === 'text';
    if (named) terminal.stdout.write(`${index > 0 ? '\n' : ''}${labelOfShown(shown)}\n`);
    const rows = limit < 0 ? found.value : { ...found.value, rows: found.value.rows.slice(0, limit) };
    const text = printed(rows, shown, options, terminal);
    if (text !== '') terminal.stdout.write(`${text}\n`);
    const note = noteOn(found.value.rows.length, limit, shown);
    if (note !== undefined) notes.say(note);
  }
  return exitCode;
}

async function queryRows(shown: Shown, sql: SqlText, limit: number, session: Session): Promise<Result<Rows>> {
  const head = 'select * from (\n';
  const answer = await session.query(`${head}${sql.text}\n)${limit < 0 ? '' : ` limit ${limit}`}`);
  if (answer.ok) return ok(answer.value);
  const { offset, ...rest } = answer.error;
  const inSql = offset === undefined ? rest : { ...rest, offset: offset - head.length };
  const location: Location = shown.kind === 'inline' ? { file: '--inline' } : { file: shown.node.path };
  return fail(engineDiagnostic(inSql, { label: labelOfShown(shown), sql, location }));
}

/** What is shown as it would be built here. */
const selectedIn = (all: readonly Shown[]): ReadonlySet<NodeId> =>
  new Set(all.flatMap((shown) => (shown.kind === 'inline' ? [] : [shown.node.id])));

const labelOfShown = (shown: Shown): string => (shown.kind === 'inline' ? '--inline' : labelOf(shown.node));

function printed(rows: Rows, shown: Shown, { output }: ShowOptions, terminal: Terminal): string {
  if (output === 'jsonl') return rowsJsonLines(rows);
  if (output !== 'json') return rowsTable(rows, terminal.stdout);
  const node = shown.kind === 'inline' ? '' : `  "node": ${JSON.stringify(shown.node.name)},\n`;
  return `{\n${node}  "show": ${rowsJson(rows).replaceAll('\n', '\n  ')}\n}`;
}

function noteOn(rows: number, limit: number, shown: Shown): string | undefined {
  if (rows === 0) return shown.kind === 'failures' ? 'no row fails' : 'no rows';
  return limit >= 0 && rows > limit
    ? `the first ${limit === 1 ? 'row' : `${limit} rows`}; all of them: --limit -1`
    : undefined;
}
