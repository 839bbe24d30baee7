import { describe, expect, it } from 'vitest';
import { graphOver } from '../../src/graph/dag/graph.ts';
import { rank } from '../../src/graph/dag/rank.ts';
import { selectAmong } from '../../src/graph/selection/select.ts';
import { answers, recorded, requestOf, selectableOf } from './oracle.ts';

const nodes = recorded.nodes.map(selectableOf);
const among = { project: recorded.project, all: nodes, views: () => nodes };
const graph = graphOver(nodes, rank(nodes));

/** Where Assay answers otherwise on purpose. */
const deviations: Readonly<Record<string, string>> = {
  '--select path:.': 'dbt crashes; here it is the whole project',
  '--select orders  customers': 'dbt warns of the empty word between two spaces',
  '--select orders\tcustomers': 'dbt splits at spaces only',
};

describe("the selection of dbt's ls", () => {
  it('has enough examples', () => expect(answers.length).toBeGreaterThan(400));

  it.each(answers.map((answer) => [answer.args.join(' '), answer] as const))('%s', (name, answer) => {
    if (name in deviations) return;
    const result = selectAmong(graph, among, requestOf(answer.args));
    if (answer.nodes === undefined) {
      expect(result.ok).toBe(false);
      return;
    }
    if (!result.ok) throw new Error(result.diagnostics.map((each) => each.message).join('\n'));
    expect([...result.value.nodes].sort()).toEqual([...answer.nodes].sort());
    const unmatched = result.value.warnings.filter((each) => each.code === 'A2110');
    expect(unmatched.map((each) => each.message)).toEqual(
      (answer.unmatched ?? []).map((words) => `'${words}' selects nothing`),
    );
  });
});
