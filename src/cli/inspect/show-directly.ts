import type { Rows } from '../../adapter/index.ts';
import {
  type Diagnostic,
  type NodeId,
  type Outcome,
  ok,
  type Result,
  SourceText,
  systemClock,
} from '../../base/index.ts';
import { type SqlText, tableData, tableJson, tableText } from '../../compile/index.ts';
import {
  type DirectRun,
  inlineId,
  lookAt,
  lookAtInline,
  lookedOutcome,
  previewRows,
  seedRows,
  Timing,
} from '../../execute/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { type LogEntry, previewAnswer, rowsTable } from '../../report/index.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import type { OpenProject } from '../open/open-project.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import type { ShowOptions } from '../select/shown-nodes.ts';
import { talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import { whileLooking, writeLooked } from './looking.ts';

const shown = ['model', 'seed', 'snapshot', 'test', 'analysis'];

interface Preview {
  readonly outcome: Outcome;
  readonly name: string | undefined;
  readonly rows: Rows;
}

/** `show` where templates ask the warehouse: the first rows of the nodes that are asked for, or of SQL. */
export async function showInPlace(
  options: ShowOptions,
  terminal: Terminal,
  opened: OpenProject,
): Promise<0 | 1 | 2 | 130> {
  const talk = talkOf('show', options, terminal);
  const refuse = (problems: readonly Diagnostic[]): 2 | 130 => {
    if (terminal.interrupted.aborted) return talk.end(130);
    talk.diagnose(problems);
    return talk.end(2);
  };
  talk.begin(opened);
  talk.diagnose(opened.warnings);
  const selection = selectNodes(options, opened, shown);
  if (!selection.ok) return refuse(selection.diagnostics);
  const { nodes: selected, warnings } = selection.value;
  const isInline = (options.inline ?? options.inlineDirect) !== undefined;
  if (!isInline) {
    talk.diagnose(warnings);
    if (selected.size === 0) {
      const told = settleWarnings([nothingSelected], opened.project.flags);
      if (!told.ok) return refuse(told.diagnostics);
      if (warnings.length === 0) talk.diagnose(told.value);
      return talk.end(writeLooked('show', options, terminal, opened, [], talk));
    }
  }
  talk.planned(isInline ? 1 : selected.size);
  const given = options.limit ?? 5;
  const limit = given < 0 ? undefined : given;
  const found = await whileLooking('show', options, terminal, opened, selected, talk, (run) =>
    isInline ? previewInline(options, limit, run, opened) : previewAll(selected, limit, run, opened),
  );
  if (!found.ok) return refuse(found.diagnostics);
  const { previews, wrong } = found.value;
  if (wrong.length > 0) return refuse(wrong);
  const asked = (options.select ?? options.models ?? []).join(' ');
  for (const preview of previews) {
    const { name } = preview;
    if (!isInline && (name === undefined || !asked.includes(name))) continue;
    if (talk.log === undefined) talk.answer(printed(preview, options, terminal));
    else talk.log(previewed(preview, options, talk.quiet));
  }
  const outcomes = previews.map(({ outcome }) => outcome);
  return talk.end(writeLooked('show', options, terminal, opened, outcomes, talk));
}

interface Previews {
  readonly previews: readonly Preview[];
  readonly wrong: readonly Diagnostic[];
}

async function previewAll(
  selected: ReadonlySet<NodeId>,
  limit: number | undefined,
  run: DirectRun,
  { manifest, graph }: OpenProject,
): Promise<Previews> {
  const previews: Preview[] = [];
  for (const id of graph.order(selected)) {
    const node = manifest.nodes.get(id)!;
    const preview = await previewOf(node, limit, run);
    if (!preview.ok) return { previews, wrong: preview.diagnostics };
    previews.push(preview.value);
  }
  return { previews, wrong: [] };
}

async function previewOf(
  node: ManifestNode,
  limit: number | undefined,
  run: DirectRun,
): Promise<Result<Preview>> {
  const timing = new Timing(systemClock);
  const connection = await run.connect();
  try {
    const looked = await lookAt(node, run, connection);
    if (!looked.ok) return looked;
    const rows =
      node.resource === 'seed'
        ? await seedRows(node, limit, run, connection)
        : await previewRows(looked.value, node, limit, run, connection);
    if (!rows.ok) return rows;
    return {
      ok: true,
      value: { outcome: lookedOutcome(node, looked, timing, run), name: node.name, rows: rows.value },
    };
  } finally {
    await run.disconnect(connection);
  }
}

async function previewInline(
  { inline = '', inlineDirect }: ShowOptions,
  limit: number | undefined,
  run: DirectRun,
  { project }: OpenProject,
): Promise<Previews> {
  const timing = new Timing(systemClock);
  const connection = await run.connect();
  try {
    const looked =
      inlineDirect === undefined
        ? await lookAtInline(inline, run, connection)
        : ok({ sql: literal(inlineDirect) });
    if (!looked.ok) return { previews: [], wrong: looked.diagnostics };
    timing.running();
    const rows = await previewRows(looked.value, undefined, limit, run, connection);
    if (!rows.ok) return { previews: [], wrong: rows.diagnostics };
    const compiledSql = looked.value.sql.text;
    const outcome = timing.outcome(inlineId(project.name), 'success', 1, {
      compiledSql,
      adapterResponse: {},
    });
    return { previews: [{ outcome, name: undefined, rows: rows.value }], wrong: [] };
  } finally {
    await run.disconnect(connection);
  }
}

/** SQL that is taken as it is, without templates. */
function literal(text: string): SqlText {
  const source = new SourceText('--inline-direct', text);
  return { text, locate: (offset, length) => source.location(offset, offset + (length ?? 1)) };
}

function previewed({ outcome, name, rows }: Preview, options: ShowOptions, quiet: boolean): LogEntry {
  const output = options.output === 'json' ? 'json' : 'text';
  const data = tableData(rows);
  const preview =
    output === 'json'
      ? tableJson(data, false)
      : `${tableText(data, { maxColumns: 6, maxColumnWidth: 20, maxPrecision: 3 })}\n`;
  return previewAnswer({ id: outcome.node, name, output, quiet }, preview);
}

function printed({ name, rows }: Preview, { output }: ShowOptions, { stdout }: Terminal): string {
  if (output !== 'json') return `${name === undefined ? '' : `${name}\n`}${rowsTable(rows, stdout)}`;
  const node = name === undefined ? '' : `  "node": ${JSON.stringify(name)},\n`;
  return `{\n${node}  "show": ${tableJson(tableData(rows), false)}\n}`;
}
