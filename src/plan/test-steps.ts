import type { NodeId } from '../base/index.ts';
import type { Graph } from '../graph/index.ts';
import type { TestNode } from '../manifest/index.ts';
import type { StepId } from './step.ts';

export interface Check {
  readonly id: StepId;
  readonly tests: readonly NodeId[];
  /** The relations that they read. */
  readonly subjects: readonly NodeId[];
  /**
   * Those of them that they judge, so that a failure withholds them: the node that a test is declared on, and
   * what is furthest downstream. What that is made of is only compared with.
   */
  readonly judged: readonly NodeId[];
  /** What they read, directly. */
  readonly reads: readonly NodeId[];
  readonly on?: NodeId;
}

/**
 * Puts the tests of one node that read nothing else into one step, so that they can be one statement; a test
 * that reads several nodes is a step of its own. A test over what has no relation (an ephemeral model) is about
 * the nodes that is made of.
 */
export function testSteps(
  tests: readonly TestNode[],
  graph: Graph,
  isRelation: (node: NodeId) => boolean,
): readonly Check[] {
  const steps: Check[] = [];
  const together = new Map<NodeId, NodeId[]>();
  for (const test of tests) {
    const reads = graph.parents(test.id);
    const [only] = reads;
    if (reads.length === 1 && only !== undefined && test.test.kind === 'generic') {
      const group = together.get(only);
      if (group === undefined) together.set(only, [test.id]);
      else group.push(test.id);
    } else {
      const subjects = relationsOf(reads, graph, isRelation);
      const attached = test.test.kind === 'generic' ? test.test.attachedTo : undefined;
      steps.push({
        id: `test:${test.id}`,
        tests: [test.id],
        subjects,
        judged: subjects.filter((node) => node === attached || !isAboveAnother(node, subjects, graph)),
        reads,
      });
    }
  }
  for (const [node, group] of together) {
    const subjects = relationsOf([node], graph, isRelation);
    steps.push({ id: `tests:${node}`, tests: group, subjects, judged: subjects, reads: [node], on: node });
  }
  return steps;
}

/** Looks through what has no relation of its own to what it reads. */
function relationsOf(
  reads: readonly NodeId[],
  graph: Graph,
  isRelation: (node: NodeId) => boolean,
): readonly NodeId[] {
  const subjects = new Set<NodeId>();
  for (const node of reads) {
    if (isRelation(node)) subjects.add(node);
    else for (const above of relationsOf(graph.parents(node), graph, isRelation)) subjects.add(above);
  }
  return [...subjects];
}

const isAboveAnother = (node: NodeId, nodes: readonly NodeId[], graph: Graph): boolean =>
  nodes.some((other) => graph.ancestors(other).has(node));
