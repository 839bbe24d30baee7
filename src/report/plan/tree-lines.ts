import type { NodeId } from '../../base/index.ts';
import type { Explained, ExplainedPlan } from '../../plan/index.ts';
import { count, counted, duration } from '../format/amounts.ts';
import { cutEnd, cutMiddle, padEnd, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';
import { changeLines } from './change-lines.ts';
import { reasonWords } from './reason-words.ts';

/** How many nodes are shown one by one, and how many of them below one other. */
const mostNodes = 60;
const mostBelow = 15;

/** How deep branches are indented. */
const deepest = 6;

interface Branch {
  readonly each: Explained;
  readonly depth: number;
  /** How many more would stand here. */
  readonly more?: number;
}

/** What is built, a line or two each, and indented below it what is built only if that comes out different. */
export function treeLines(plan: ExplainedPlan, labelOf: (node: NodeId) => string, pen: Pen): string[] {
  const built = plan.nodes.filter(({ action }) => action === 'build');
  const branches = branchesOf(plan, built);
  const shown = branches.slice(0, mostNodes);
  const most = Math.max(16, Math.floor(pen.columns * 0.45));
  const labels = Math.min(
    most,
    Math.max(0, ...shown.map(({ each, depth }) => 2 * depth + width(labelOf(each.node)))),
  );
  const lines = shown.flatMap((branch) => linesOf(branch, labels, labelOf, pen));
  const left =
    plan.nodes.filter(({ action }) => action === 'build' || action === 'maybe').length - countShown(shown);
  return branches.length > mostNodes && left > 0 ? [...lines, ...restLines(left, pen)] : lines;
}

const restLines = (left: number, pen: Pen): string[] => [
  `  ${pen.dim(pen.cut)} and ${count(left)} more; --select narrows it down, --output json has all`,
];

const countShown = (shown: readonly Branch[]): number =>
  shown.reduce((sum, { more }) => sum + 1 + (more ?? 0), 0);

/** In the order in which they are shown. Each node stands once: below the first of what it waits for. */
function branchesOf({ nodes }: ExplainedPlan, built: readonly Explained[]): readonly Branch[] {
  const below = new Map<NodeId, Explained[]>();
  for (const each of nodes) {
    if (each.reason?.kind !== 'upstream') continue;
    const above = each.reason.nodes[0]!;
    below.set(above, [...(below.get(above) ?? []), each]);
  }
  const branches: Branch[] = [];
  const told = new Set<NodeId>();
  const visit = (each: Explained, depth: number): number => {
    if (told.has(each.node)) return 0;
    told.add(each.node);
    const at = branches.push({ each, depth }) - 1;
    const waiting = below.get(each.node) ?? [];
    let size = 1;
    for (const child of waiting.slice(0, mostBelow)) size += visit(child, depth + 1);
    const more = waiting.slice(mostBelow).reduce((sum, child) => sum + sizeOf(child, below, told), 0);
    if (more > 0) branches[at] = { each, depth, more };
    return size + more;
  };
  for (const each of built) visit(each, 0);
  return branches;
}

/** How many nodes stand below one that is not shown, and itself. */
function sizeOf(
  each: Explained,
  below: ReadonlyMap<NodeId, readonly Explained[]>,
  told: Set<NodeId>,
): number {
  if (told.has(each.node)) return 0;
  told.add(each.node);
  return (below.get(each.node) ?? []).reduce((sum, child) => sum + sizeOf(child, below, told), 1);
}

function linesOf(
  { each, depth, more }: Branch,
  labels: number,
  labelOf: (node: NodeId) => string,
  pen: Pen,
): string[] {
  const level = Math.min(depth, deepest);
  const indent = '  '.repeat(level + 1);
  const name = padEnd(cutMiddle(labelOf(each.node), labels - 2 * level, pen.cut), labels - 2 * level);
  const symbol = each.action === 'build' ? pen.cyan('+') : pen.dim('?');
  const left = 2 * (level + 1) + 2 + width(name) + 3;
  const reason = cutEnd(reasonWords(each.reason!, labelOf), pen.columns - left, pen.cut);
  const facts = factsOf(each, pen);
  const head = `${indent}${symbol} ${depth === 0 ? pen.bold(name) : name}   `;
  const isRoomy = left + width(reason) + 3 + width(facts) <= pen.columns;
  // Of what may not be built at all, the reason is enough.
  const below = !isRoomy && depth === 0 && facts !== '' ? [`${indent}    ${pen.dim(facts)}`] : [];
  return [
    `${head}${reason}${isRoomy && facts !== '' ? `   ${pen.dim(facts)}` : ''}`.trimEnd(),
    ...below,
    ...changeLines(each.reason!, labelOf, pen).map((line) => `${indent}    ${line}`),
    ...(more === undefined ? [] : [`${indent}  ${pen.dim(pen.cut)} ${count(more)} more below it`]),
  ];
}

/** `3,376 rows · 0.79s · 5 tests · 6 downstream may follow`: rows and time as they were the last time. */
function factsOf({ rows, seconds, tests, downstream }: Explained, pen: Pen): string {
  return [
    ...(rows === undefined ? [] : [counted(rows, 'row')]),
    ...(seconds === undefined ? [] : [duration(seconds * 1000)]),
    ...(tests.run > 0 ? [counted(tests.run, 'test')] : []),
    ...(downstream > 0 ? [`${count(downstream)} downstream may follow`] : []),
  ].join(` ${pen.dot} `);
}
