import { type Diagnostic, type NodeId, type Outcome, systemClock } from '../../base/index.ts';
import {
  type DirectRun,
  inlineId,
  lookAt,
  lookAtInline,
  lookedOutcome,
  Timing,
} from '../../execute/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { compiledAnswer } from '../../report/index.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import type { OpenProject } from '../open/open-project.ts';
import type { SelectionOptions } from '../options.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import { type Talk, talkOf } from '../talk.ts';
import type { Terminal } from '../terminal.ts';
import type { CompileOptions } from './compile-options.ts';
import { whileLooking, writeLooked } from './looking.ts';

/** What is compiled: as in dbt the hooks of runs too, where nothing is named. */
export const compiledTypes = ({ select, models, selector }: SelectionOptions): readonly string[] => [
  ...['model', 'seed', 'snapshot', 'test', 'analysis'],
  ...((select ?? models ?? selector) === undefined ? ['operation'] : []),
];

/** `compile` where templates ask the warehouse: what they come to is written, and told of the nodes that were asked for. */
export async function compileInPlace(
  options: CompileOptions,
  terminal: Terminal,
  opened: OpenProject,
): Promise<0 | 1 | 2 | 130> {
  const talk = talkOf('compile', options, terminal);
  const refuse = (problems: readonly Diagnostic[]): 2 | 130 => {
    if (terminal.interrupted.aborted) return talk.end(130);
    talk.diagnose(problems);
    return talk.end(2);
  };
  talk.begin(opened);
  talk.diagnose(opened.warnings);
  const selection = selectNodes(options, opened, compiledTypes(options));
  if (!selection.ok) return refuse(selection.diagnostics);
  const { nodes: selected, warnings } = selection.value;
  if (options.inline === undefined) {
    talk.diagnose(warnings);
    if (selected.size === 0) {
      const told = settleWarnings([nothingSelected], opened.project.flags);
      if (!told.ok) return refuse(told.diagnostics);
      if (warnings.length === 0) talk.diagnose(told.value);
      return talk.end(writeLooked('compile', options, terminal, opened, [], talk));
    }
  }
  talk.planned(options.inline === undefined ? selected.size : 1);
  const looked = await whileLooking('compile', options, terminal, opened, selected, talk, (run) =>
    options.inline === undefined
      ? compileAll(nodesOf(selected, opened), run)
      : compileInline(options.inline, run, opened),
  );
  if (!looked.ok) return refuse(looked.diagnostics);
  const { outcomes, wrong } = looked.value;
  if (wrong.length > 0) return refuse(wrong);
  tellCompiled(outcomes, options, opened, talk);
  return talk.end(writeLooked('compile', options, terminal, opened, told(outcomes, options, opened), talk));
}

/** As in dbt, ephemeral models are told of only where it is said what to compile. */
export function told(
  outcomes: readonly Outcome[],
  { inline, select, models }: CompileOptions,
  opened: OpenProject,
): readonly Outcome[] {
  const isNamed = (inline ?? select ?? models) !== undefined;
  return outcomes.filter(({ node }) => isNamed || !isEphemeral(node, opened));
}

const isEphemeral = (id: NodeId, { manifest }: OpenProject): boolean => {
  const node = manifest.nodes.get(id);
  return node?.resource === 'model' && node.config.materialized === 'ephemeral';
};

export const nodesOf = (
  selected: ReadonlySet<NodeId>,
  { manifest, graph }: OpenProject,
): readonly ManifestNode[] => graph.order(selected).flatMap((id) => manifest.nodes.get(id) ?? []);

export interface Compiled {
  readonly outcomes: readonly Outcome[];
  readonly wrong: readonly Diagnostic[];
}

/** Up to the first that is wrong, as in dbt. */
export async function compileAll(nodes: readonly ManifestNode[], run: DirectRun): Promise<Compiled> {
  const outcomes: Outcome[] = [];
  for (const node of nodes) {
    const timing = new Timing(systemClock);
    const connection = await run.connect();
    const looked = await lookAt(node, run, connection);
    await run.disconnect(connection);
    if (!looked.ok) return { outcomes, wrong: looked.diagnostics };
    outcomes.push(lookedOutcome(node, looked, timing, run));
  }
  return { outcomes, wrong: [] };
}

async function compileInline(text: string, run: DirectRun, { project }: OpenProject): Promise<Compiled> {
  const timing = new Timing(systemClock);
  const connection = await run.connect();
  const looked = await lookAtInline(text, run, connection);
  await run.disconnect(connection);
  if (!looked.ok) return { outcomes: [], wrong: looked.diagnostics };
  timing.running();
  const compiledSql = looked.value.sql.text;
  return {
    outcomes: [timing.outcome(inlineId(project.name), 'success', 1, { compiledSql, adapterResponse: {} })],
    wrong: [],
  };
}

/** Prints the SQL of what was asked for. */
export function tellCompiled(
  outcomes: readonly Outcome[],
  options: CompileOptions,
  opened: OpenProject,
  talk: Talk,
): void {
  for (const answer of answers(outcomes, options, opened)) tell(answer, options, talk);
}

interface Answer {
  readonly id: NodeId;
  /** Absent for an inline query. */
  readonly name: string | undefined;
  readonly compiled: string;
}

function tell({ id, name, compiled }: Answer, { output = 'text' }: CompileOptions, talk: Talk): void {
  const { quiet } = talk;
  if (talk.log !== undefined) talk.log(compiledAnswer({ id, name, output, quiet }, compiled));
  else if (!quiet)
    talk.answer(
      output === 'json'
        ? JSON.stringify({ ...(name !== undefined && { node: name }), compiled }, null, 2)
        : compiled.replace(/\n+$/, ''),
    );
}

/** What is printed: the inline query, or the nodes that were named. */
function answers(
  outcomes: readonly Outcome[],
  { inline, select, models }: CompileOptions,
  { manifest }: OpenProject,
): readonly Answer[] {
  const asked = (select ?? models ?? []).join(' ');
  return outcomes.flatMap(({ node: id, compiledSql }) => {
    if (compiledSql === undefined) return [];
    const name = manifest.nodes.get(id)?.name;
    if (inline === undefined && (name === undefined || !asked.includes(name))) return [];
    return [{ id, name: inline === undefined ? name : undefined, compiled: compiledSql }];
  });
}
