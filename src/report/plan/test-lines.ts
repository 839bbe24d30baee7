import type { NodeId } from '../../base/index.ts';
import type { ExplainedPlan } from '../../plan/index.ts';
import { counted } from '../format/amounts.ts';
import { cutEnd, cutMiddle, width } from '../format/width.ts';
import type { Pen } from '../pen.ts';
import { reasonWords } from './reason-words.ts';

/** How many tests are shown one by one. */
const most = 15;

/** The tests that are run although nothing that they look at is built. The others are counted with what is. */
export function testLines(
  { nodes, tests }: ExplainedPlan,
  labelOf: (node: NodeId) => string,
  pen: Pen,
): string[] {
  const built = new Set(nodes.flatMap(({ node, action }) => (action === 'reuse' ? [] : [node])));
  const alone = tests.filter(
    ({ action, reads }) => action === 'build' && !reads.some((node) => built.has(node)),
  );
  const lines = alone.slice(0, most).map(({ node, reason }) => {
    const words = reason!.kind === 'new' ? 'has not passed here yet' : reasonWords(reason!, labelOf);
    const name = cutMiddle(labelOf(node), Math.floor(pen.columns * 0.55), pen.cut);
    const room = pen.columns - width(name) - 12;
    return `  ${pen.cyan('+')} test ${name}   ${cutEnd(words, room, pen.cut)}`;
  });
  const more = alone.length - most;
  return more > 0 ? [...lines, `  ${pen.dim(pen.cut)} and ${counted(more, 'more test')}`] : lines;
}
