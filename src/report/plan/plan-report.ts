import type { NodeId } from '../../base/index.ts';
import type { Change } from '../../fingerprint/index.ts';
import type { Explained, ExplainedPlan, ExplainedTest, Reason } from '../../plan/index.ts';
import { count, counted, duration } from '../format/amounts.ts';
import { padEnd, width } from '../format/width.ts';
import type { Style } from '../output.ts';
import { type Pen, penOf } from '../pen.ts';
import { reasonWords } from './reason-words.ts';
import { sqlDiff } from './sql-diff.ts';

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

/** What a person reads: what is built and why, below it what waits for it, and what is left alone. */
export function planLinesOf({ plan, orphans, labelOf, now }: PlanReport, style: Style): string[] {
  const pen = penOf(style);
  const built = plan.nodes.filter(({ action }) => action !== 'reuse');
  const reused = plan.nodes.filter(({ action }) => action === 'reuse');
  const labels = Math.max(12, ...built.map((each) => width(labelOf(each.node)) + 2 * depthOf(each, plan)));
  const lines = built
    .filter(({ action }) => action === 'build' || action === 'show')
    .flatMap((each) => branch(each, plan, labels, labelOf, pen, new Set()));
  const alone = plan.tests.filter(({ node, action }) => action === 'build' && !isToldWith(node, built, plan));
  lines.push(...testLines(alone, labelOf, pen));
  if (reused.length > 0) {
    const oldest = Math.min(...reused.map(({ since }) => since ?? now));
    lines.push(
      '',
      `  ${pen.dim(pen.skipped)} ${counted(reused.length, 'node')} unchanged, the oldest built ${duration(now - oldest)} ago: ${named(reused.map(({ node }) => labelOf(node)))}`,
    );
  }
  for (const { relation, node, renamedTo } of orphans) {
    const why = renamedTo === undefined ? 'is not in the project any more' : `is ${labelOf(renamedTo)} now`;
    lines.push(`  ${pen.yellow(pen.warned)} ${relation}: ${shortId(node)} ${why}`);
  }
  if (orphans.length > 0) lines.push('    assay clean --orphans drops what nothing builds any more');
  return [...lines, '', summary(plan, pen)];
}

const shortId = (node: NodeId): string => node.split('.').slice(2).join('.');

/** A node, and indented below it those that are only built if its data comes out another. */
function branch(
  each: Explained,
  plan: ExplainedPlan,
  labels: number,
  labelOf: PlanReport['labelOf'],
  pen: Pen,
  told: Set<NodeId>,
  depth = 0,
): string[] {
  if (told.has(each.node)) return [];
  told.add(each.node);
  const symbol = each.action === 'build' ? pen.cyan('+') : pen.dim(each.action === 'show' ? '=' : '?');
  const name = padEnd(labelOf(each.node), labels - 2 * depth);
  const impact =
    each.downstream > 0 && depth === 0 ? `${pen.dot} ${count(each.downstream)} downstream may follow` : '';
  const facts = [reasonWords(each.reason!, labelOf), expected(each), impact].filter((text) => text !== '');
  const indent = '  '.repeat(depth + 1);
  const waiting = plan.nodes.filter(
    ({ reason }) => reason?.kind === 'upstream' && reason.nodes[0] === each.node,
  );
  return [
    `${indent}${symbol} ${depth === 0 ? pen.bold(name) : name}   ${facts.join('   ')}`,
    ...details(each.reason!, labelOf, pen).map((line) => `${indent}    ${line}`),
    ...waiting.flatMap((below) => branch(below, plan, labels, labelOf, pen, told, depth + 1)),
  ];
}

const depthOf = ({ reason }: Explained, plan: ExplainedPlan, seen = 0): number => {
  if (reason?.kind !== 'upstream' || seen > 20) return 0;
  const above = plan.nodes.find(({ node }) => node === reason.nodes[0]);
  return above === undefined ? 0 : 1 + depthOf(above, plan, seen + 1);
};

/** `about 12,000 rows in 1.2s`, as it was the last time. */
function expected({ rows, seconds }: Explained): string {
  const parts = [
    ...(rows === undefined ? [] : [`about ${counted(rows, 'row')}`]),
    ...(seconds === undefined ? [] : [duration(seconds * 1000).trim()]),
  ];
  return parts.length === 0 ? '' : `(${parts.join(', ')})`;
}

/** The values that changed, and SQL as a diff. */
function details(reason: Reason, labelOf: PlanReport['labelOf'], pen: Pen): string[] {
  if (reason.kind !== 'changed') return [];
  return reason.changes.flatMap((change) => detail(change, labelOf, pen));
}

function detail(change: Change, labelOf: PlanReport['labelOf'], pen: Pen): string[] {
  if (change.part === 'sql') return sqlDiff(change.before, change.now, labelOf, pen);
  if (change.part !== 'config' && change.part !== 'target' && change.part !== 'var') return [];
  return [`${change.name}: ${change.before ?? 'not given'} ${pen.dim('→')} ${change.now ?? 'not given'}`];
}

/** Whether a test is about something that is built anyway. */
const isToldWith = (test: NodeId, built: readonly Explained[], plan: ExplainedPlan): boolean =>
  built.length > 0 && plan.tests.some(({ node, reason }) => node === test && reason?.kind === 'upstream');

function testLines(tests: readonly ExplainedTest[], labelOf: PlanReport['labelOf'], pen: Pen): string[] {
  return tests.map(
    ({ node, reason }) => `  ${pen.cyan('+')} test ${labelOf(node)}   ${reasonWords(reason!, labelOf)}`,
  );
}

function named(labels: readonly string[]): string {
  if (labels.length <= 5) return labels.join(', ');
  return `${labels.slice(0, 4).join(', ')} and ${count(labels.length - 4)} more`;
}

function summary({ nodes, tests }: ExplainedPlan, pen: Pen): string {
  const of = (action: Explained['action']) => nodes.filter((each) => each.action === action);
  const [built, shown, maybe] = [of('build'), of('show'), of('maybe')];
  if (built.length + shown.length === 0 && tests.every(({ action }) => action === 'reuse'))
    return 'nothing to do';
  const seconds = [...built, ...maybe].reduce((sum, each) => sum + (each.seconds ?? 0), 0);
  const testsOf = (action: Explained['action']) => tests.filter((each) => each.action === action).length;
  return [
    `${count(built.length)} to build`,
    ...(maybe.length > 0 ? [`${count(maybe.length)} perhaps`] : []),
    ...(shown.length > 0 ? [`${count(shown.length)} to show from the target that is deferred to`] : []),
    `${counted(testsOf('build'), 'test')} to run`,
    ...(testsOf('maybe') > 0 ? [`${count(testsOf('maybe'))} perhaps`] : []),
    ...(seconds > 0
      ? [`at most about ${duration(seconds * 1000).trim()} of work, going by the last time`]
      : []),
  ].join(` ${pen.dot} `);
}

/** What a program reads: everything that is known, with old and new values. */
export const planJson = ({ plan, orphans }: PlanReport): Record<string, unknown> => ({
  nodes: plan.nodes.map(({ since, ...each }) => ({ ...each, ...sinceOf(since) })),
  tests: plan.tests.map(({ since, ...each }) => ({ ...each, ...sinceOf(since) })),
  orphans,
});

const sinceOf = (since: number | undefined) =>
  since === undefined ? {} : { since: new Date(since).toISOString() };
