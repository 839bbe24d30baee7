import type { NodeId } from '../../base/index.ts';
import type { Explained, ExplainedPlan } from '../../plan/index.ts';
import { count, counted, duration } from '../format/amounts.ts';
import { cutMiddle, width } from '../format/width.ts';
import type { Style } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';
import { ago } from './ago.ts';
import { testLines } from './test-lines.ts';
import { treeLines } from './tree-lines.ts';

/** A relation that nothing builds any more. */
export interface Orphan {
  readonly relation: string;
  readonly node: NodeId;
  /** The new node that has the same SQL. */
  readonly renamedTo?: NodeId;
}

export interface PlanReport {
  readonly plan: ExplainedPlan;
  readonly orphans: readonly Orphan[];
  readonly labelOf: (node: NodeId) => string;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** How many relations that nothing builds any more are named. */
const mostOrphans = 10;

/** What a person reads: what is built and why, below it what waits for it, and what is left alone. */
export function planLinesOf({ plan, orphans, labelOf, now }: PlanReport, style: Style): string[] {
  const pen = penOf(style);
  const parts = [
    [...treeLines(plan, labelOf, pen), ...testLines(plan, labelOf, pen)],
    shownLines(plan, labelOf, pen),
    unchangedLines(plan, labelOf, now, pen),
    orphanLines(orphans, labelOf, pen),
    summary(plan, pen),
  ];
  return parts
    .filter((lines) => lines.length > 0)
    .flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

/** What is not built here, since the target that is deferred to has it. */
function shownLines({ nodes }: ExplainedPlan, labelOf: PlanReport['labelOf'], pen: Pen): string[] {
  const shown = nodes.filter(({ action }) => action === 'show').map(({ node }) => labelOf(node));
  if (shown.length === 0) return [];
  return [
    `  ${pen.cyan('=')} ${count(shown.length)} shown from the target that is deferred to`,
    ...named(shown, pen),
  ];
}

function unchangedLines(
  { nodes }: ExplainedPlan,
  labelOf: PlanReport['labelOf'],
  now: number,
  pen: Pen,
): string[] {
  const reused = nodes.filter(({ action }) => action === 'reuse');
  if (reused.length === 0) return [];
  const oldest = Math.min(...reused.map(({ since }) => since ?? now));
  const when = `${reused.length === 1 ? 'built' : 'the oldest built'} ${ago(now - oldest)}`;
  return [
    `  ${pen.dim(pen.skipped)} ${count(reused.length)} unchanged, ${when}`,
    ...named(
      reused.map(({ node }) => labelOf(node)),
      pen,
    ),
  ];
}

/** As many names as two lines take, and how many more there are. */
function named(labels: readonly string[], pen: Pen): string[] {
  const columns = Math.min(pen.columns, 120) - 6;
  const lines: string[] = [''];
  for (const [index, label] of labels.entries()) {
    const rest = labels.length - index;
    const more = ` and ${count(rest)} more`;
    const line = lines.at(-1)!;
    const separator = line === '' ? '' : ', ';
    const needed = width(line) + separator.length + width(label) + (rest === 1 ? 0 : more.length);
    if (needed <= columns || line === '') lines[lines.length - 1] += separator + label;
    else if (lines.length < 2) {
      lines[lines.length - 1] += ',';
      lines.push(label);
    } else {
      lines[lines.length - 1] += more;
      break;
    }
  }
  return lines.map((line) => `      ${pen.dim(line)}`);
}

function orphanLines(orphans: readonly Orphan[], labelOf: PlanReport['labelOf'], pen: Pen): string[] {
  if (orphans.length === 0) return [];
  const lines = orphans.slice(0, mostOrphans).map(({ relation, node, renamedTo }) => {
    const why =
      renamedTo === undefined ? `${shortId(node)} is gone` : `${shortId(node)} is ${labelOf(renamedTo)} now`;
    return `  ${pen.yellow(pen.warned)} ${cutMiddle(`${relation}: ${why}`, pen.columns - 4, pen.cut)}`;
  });
  const more = orphans.length - mostOrphans;
  return [
    ...lines,
    ...(more > 0 ? [`    and ${counted(more, 'more relation')} that nothing builds`] : []),
    '    assay clean --orphans drops what nothing builds any more',
  ];
}

const shortId = (node: NodeId): string => node.split('.').slice(2).join('.');

function summary({ nodes, tests }: ExplainedPlan, pen: Pen): string[] {
  const of = (action: Explained['action']) => nodes.filter((each) => each.action === action);
  const [built, shown, maybe] = [of('build'), of('show'), of('maybe')];
  if (built.length + shown.length === 0 && tests.every(({ action }) => action === 'reuse'))
    return [`nothing to do${tests.length > 0 ? `: ${counted(tests.length, 'test')} passed before` : ''}`];
  const seconds = [...built, ...maybe].reduce((sum, each) => sum + (each.seconds ?? 0), 0);
  const testsOf = (action: Explained['action']) => tests.filter((each) => each.action === action).length;
  const [run, perhaps] = [testsOf('build'), testsOf('maybe')];
  const testsText = [
    ...(run > 0 ? [`${counted(run, 'test')} to run`] : []),
    ...(perhaps > 0 ? [`${run > 0 ? count(perhaps) : counted(perhaps, 'test')} perhaps`] : []),
  ];
  const parts = [
    `${count(built.length)} to build`,
    ...(maybe.length > 0 ? [`${count(maybe.length)} perhaps`] : []),
    ...(shown.length > 0 ? [`${count(shown.length)} to show`] : []),
    ...testsText,
    ...(seconds > 0 ? [`took ${duration(seconds * 1000)} the last time`] : []),
  ];
  return wrapped(parts, ` ${pen.dot} `, pen.columns);
}

/** As few lines as the parts take. */
function wrapped(parts: readonly string[], separator: string, columns: number): string[] {
  const lines: string[] = [];
  for (const part of parts) {
    const line = lines.at(-1);
    if (line !== undefined && width(line + separator + part) <= columns)
      lines[lines.length - 1] = line + separator + part;
    else lines.push(part);
  }
  return lines;
}
