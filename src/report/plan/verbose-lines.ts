import type { NodeId } from '../../base/index.ts';
import type { ExplainedPlan } from '../../plan/index.ts';
import { padEnd, width } from '../format/width.ts';
import type { Style } from '../output.ts';
import { penOf } from '../pen.ts';
import { reasonWords } from './reason-words.ts';

/** What `build -v` says before it begins: a line for each node, and for each test that is run. */
export function verboseLines(plan: ExplainedPlan, labelOf: (node: NodeId) => string, style: Style): string[] {
  const pen = penOf(style);
  const told = [...plan.nodes, ...plan.tests.filter(({ action }) => action !== 'reuse')];
  const longest = Math.min(60, Math.max(12, ...told.map(({ node }) => width(labelOf(node)))));
  return told.map(({ node, reason, since }) => {
    const why =
      reason === undefined
        ? pen.dim(`unchanged since ${new Date(since ?? 0).toISOString().slice(0, 19).replace('T', ' ')}`)
        : reasonWords(reason, labelOf);
    return `  ${padEnd(labelOf(node), longest)}   ${why}`;
  });
}
