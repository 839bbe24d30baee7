import type { NodeId } from '../../base/index.ts';
import type { Explained, ExplainedPlan } from '../../plan/index.ts';
import { count, counted, duration } from '../format/amounts.ts';
import { cutEnd, cutMiddle, padEnd, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';
import { changeLines } from './change-lines.ts';
import { reasonWords } from './reason-words.ts';

/** How many nodes are shown one by one, and how many of them below one other. */
const mostNodes = 40;
const mostBelow = 15;

/** Of how many it is shown what has changed in them. */
const mostDetailed = 10;

/** How deep branches are indented. */
const deepest = 6;

/** A node, or how many more would stand in its place. */
type Branch = { readonly depth: number } & ({ readonly each: Explained } | { readonly more: number });

/** What is built, a line or two each, and indented below it what is built only if that comes out different. */
export function treeLines(plan: ExplainedPlan, labelOf: (node: NodeId) => string, pen: Pen): string[] {
  const built = plan.nodes.filter(({ action }) => action === 'build');
  const branches = branchesOf(plan, built);
  const shown = branches.slice(0, mostNodes);
  const most = Math.max(16, Math.floor(pen.columns * 0.45));
  const labels = Math.min(
    most,
    Math.max(
      0,
      ...shown.map((branch) => 2 * branch.depth + ('each' in branch ? width(labelOf(branch.each.node)) : 0)),
    ),
  );
  const detailed = new Set(shown.filter(({ depth }) => depth === 0).slice(0, mostDetailed));
  const lines = shown.flatMap((branch) =>
    'each' in branch
      ? linesOf(branch, detailed.has(branch), labels, labelOf, pen)
      : [`${indentAt(branch.depth)}${pen.dim(pen.cut)} ${count(branch.more)} more`],
  );
  const rest = branches.slice(mostNodes);
  if (rest.length === 0) return lines;
  const left = rest.reduce((sum, branch) => sum + ('each' in branch ? 1 : branch.more), 0);
  const nodes = rest.flatMap((branch) => ('each' in branch ? [branch.each] : []));
  return [...lines, ...restLines(left, nodes, labelOf, pen)];
}

const indentAt = (depth: number): string => '  '.repeat(Math.min(depth, deepest) + 1);

/** How many there are for each of the commonest reasons. */
function restLines(
  left: number,
  rest: readonly Explained[],
  labelOf: (node: NodeId) => string,
  pen: Pen,
): string[] {
  const counts = new Map<string, number>();
  for (const { reason, action } of rest) {
    if (action !== 'build') continue;
    const words = reasonWords(reason!, labelOf);
    counts.set(words, (counts.get(words) ?? 0) + 1);
  }
  const common = [...counts].sort(([, one], [, other]) => other - one).slice(0, 3);
  return [
    `  ${pen.dim(pen.cut)} and ${count(left)} more; --select narrows it down, --output json has all`,
    ...common.map(
      ([words, amount]) => `      ${cutEnd(`${count(amount)}: ${words}`, pen.columns - 6, pen.cut)}`,
    ),
  ];
}

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
  const visit = (each: Explained, depth: number): void => {
    if (told.has(each.node)) return;
    told.add(each.node);
    branches.push({ each, depth });
    const waiting = below.get(each.node) ?? [];
    for (const child of waiting.slice(0, mostBelow)) visit(child, depth + 1);
    const more = waiting.slice(mostBelow).reduce((sum, child) => sum + sizeOf(child, below, told), 0);
    if (more > 0) branches.push({ more, depth: depth + 1 });
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
  { each, depth }: Extract<Branch, { readonly each: Explained }>,
  isDetailed: boolean,
  labels: number,
  labelOf: (node: NodeId) => string,
  pen: Pen,
): string[] {
  const level = Math.min(depth, deepest);
  const indent = indentAt(depth);
  const name = padEnd(cutMiddle(labelOf(each.node), labels - 2 * level, pen.cut), labels - 2 * level);
  const symbol = each.action === 'build' ? pen.cyan('+') : pen.dim('?');
  const left = 2 * (level + 1) + 2 + width(name) + 3;
  const reason = cutEnd(reasonWords(each.reason!, labelOf), pen.columns - left, pen.cut);
  const facts = factsOf(each, pen);
  const head = `${indent}${symbol} ${depth === 0 ? pen.bold(name) : name}   `;
  const isRoomy = left + width(reason) + 3 + width(facts) <= pen.columns;
  // Of what may not be built at all, the reason is enough.
  const below = !isRoomy && isDetailed && facts !== '' ? [`${indent}    ${pen.dim(facts)}`] : [];
  return [
    `${head}${reason}${isRoomy && facts !== '' ? `   ${pen.dim(facts)}` : ''}`.trimEnd(),
    ...below,
    ...(isDetailed ? changeLines(each.reason!, labelOf, pen).map((line) => `${indent}    ${line}`) : []),
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
