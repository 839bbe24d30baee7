import type { Rows } from '../adapter/index.ts';
import { type Diagnostic, type NodeId, type Outcome, type Result, systemClock } from '../base/index.ts';
import { tableData, tableJson } from '../compile/index.ts';
import {
  type DirectRun,
  inlineId,
  lookAt,
  lookAtInline,
  lookedOutcome,
  previewRows,
  seedRows,
  Timing,
} from '../execute/index.ts';
import type { ManifestNode } from '../manifest/index.ts';
import { rowsTable } from '../report/index.ts';
import { whileLooking, writeLooked } from './looking.ts';
import type { OpenProject } from './open-project.ts';
import { nothingSelected, selectNodes } from './select-nodes.ts';
import type { ShowOptions } from './shown-nodes.ts';
import { talkOf } from './talk.ts';
import type { Terminal } from './terminal.ts';

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
  if (options.inline === undefined) {
    talk.diagnose(warnings);
    if (selected.size === 0) {
      if (warnings.length === 0) talk.diagnose([nothingSelected]);
      return talk.end(writeLooked('show', options, terminal, opened, [], talk));
    }
  }
  const given = options.limit ?? 5;
  const limit = given < 0 ? undefined : given;
  const found = await whileLooking('show', options, terminal, opened, selected, talk, (run) =>
    options.inline === undefined
      ? previewAll(selected, limit, run, opened)
      : previewInline(options.inline, limit, run, opened),
  );
  if (!found.ok) return refuse(found.diagnostics);
  const { previews, wrong } = found.value;
  if (wrong.length > 0) return refuse(wrong);
  const asked = (options.select ?? options.models ?? []).join(' ');
  for (const preview of previews) {
    const isAsked =
      options.inline !== undefined || (preview.name !== undefined && asked.includes(preview.name));
    if (isAsked) talk.answer(printed(preview, options, terminal));
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
  text: string,
  limit: number | undefined,
  run: DirectRun,
  { project }: OpenProject,
): Promise<Previews> {
  const timing = new Timing(systemClock);
  const connection = await run.connect();
  try {
    const looked = await lookAtInline(text, run, connection);
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

function printed({ name, rows }: Preview, { output }: ShowOptions, { stdout }: Terminal): string {
  if (output !== 'json') return `${name === undefined ? '' : `${name}\n`}${rowsTable(rows, stdout)}`;
  const node = name === undefined ? '' : `  "node": ${JSON.stringify(name)},\n`;
  return `{\n${node}  "show": ${tableJson(tableData(rows), false)}\n}`;
}
