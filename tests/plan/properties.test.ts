import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ManifestNode, TestNode } from '../../src/manifest/index.ts';
import { makePlan, type Plan, type PublishStep, type Step, type StepId } from '../../src/plan/index.ts';
import { nodeOf, type Written, written } from './graph-notation.ts';

interface Case extends Written {
  readonly selected: ReadonlySet<string>;
  readonly existing: ReadonlySet<string>;
  readonly lines: readonly string[];
}

const kinds = ['seed', 'source', 'view', 'table', 'incremental', 'ephemeral'] as const;

/** Graphs of up to ten nodes, each reading some of those before it, with tests of one or more, partly selected. */
const cases: fc.Arbitrary<Case> = fc
  .record({
    nodes: fc.array(
      fc.record({ kind: fc.constantFrom(...kinds), reads: fc.array(fc.nat(9), { maxLength: 3 }) }),
      { minLength: 1, maxLength: 10 },
    ),
    tests: fc.array(
      fc.record({ on: fc.nat(9), reading: fc.array(fc.nat(9), { maxLength: 2 }), singular: fc.boolean() }),
      { maxLength: 6 },
    ),
    chosen: fc.array(fc.boolean(), { minLength: 16, maxLength: 16 }),
    there: fc.array(fc.boolean(), { minLength: 10, maxLength: 10 }),
  })
  .map(({ nodes, tests, chosen, there }) => {
    const lines = nodes.map(({ kind, reads }, index) => {
      const parents = [...new Set(reads.filter((read) => read < index).map((read) => `n${read}`))];
      const isModel = kind !== 'seed' && kind !== 'source';
      return `${kind} n${index}${isModel && parents.length > 0 ? ` < ${parents.join(' ')}` : ''}`;
    });
    tests.forEach(({ on, reading, singular }, index) => {
      const names = [...new Set([on, ...reading])].map((number) => `n${number % nodes.length}`);
      const [first, ...rest] = [...new Set(names)];
      lines.push(
        singular
          ? `test t${index} over ${[first, ...rest].join(' ')}`
          : `test t${index} on ${first}${rest.length > 0 ? ` reading ${rest.join(' ')}` : ''}`,
      );
    });
    const made = written(lines.map(nodeOf));
    const ids = [...made.manifest.nodes.keys()];
    return {
      ...made,
      lines,
      selected: new Set(ids.filter((_, index) => chosen[index])),
      existing: new Set(ids.filter((_, index) => there[index])),
      toString: () => lines.join('\n'),
    };
  });

const commands = fc.constantFrom(
  { models: true, seeds: true, tests: true },
  { models: true, seeds: false, tests: false },
  { models: false, seeds: false, tests: true },
  { models: false, seeds: true, tests: false },
);

const isView = (node: ManifestNode | undefined): boolean =>
  node?.resource === 'model' && node.config.materialized === 'view';
const isEphemeral = (node: ManifestNode | undefined): boolean =>
  node?.resource === 'model' && node.config.materialized === 'ephemeral';

/** A plan with what can be asked about it. */
class Asked {
  readonly given: Case;
  readonly plan: Plan;
  readonly byId: ReadonlyMap<StepId, Step>;
  readonly #before = new Map<StepId, ReadonlySet<StepId>>();

  constructor(given: Case, runs: Parameters<typeof makePlan>[0]['runs'], buildMissing: boolean) {
    this.given = given;
    this.plan = makePlan({
      ...given,
      runs,
      buildMissing,
      exists: (node) => given.existing.has(node.id),
      readsThrough: isView,
    });
    this.byId = new Map(this.plan.steps.map((step) => [step.id, step]));
    for (const step of this.plan.steps) {
      const before = [...step.needs, ...step.after].flatMap((id) => [id, ...(this.#before.get(id) ?? [])]);
      this.#before.set(step.id, new Set(before));
    }
  }

  get built(): string[] {
    return this.plan.steps.flatMap((step) => ('node' in step ? [step.node] : []));
  }

  get publishing(): PublishStep[] {
    return this.plan.steps.filter((step) => step.kind === 'publish');
  }

  isBefore(first: StepId, then: StepId): boolean {
    return this.#before.get(then)?.has(first) === true;
  }

  publishOf(node: string): PublishStep {
    return this.publishing.find((step) => step.nodes.some((published) => published.node === node))!;
  }

  /** What of the staged versions a node reads: its parents', or through ephemeral models and views. */
  readsStaged(node: string, seen = new Set<string>()): Set<string> {
    for (const parent of this.given.graph.parents(node)) {
      const made = this.given.manifest.nodes.get(parent);
      if (this.byId.has(`build:${parent}`)) {
        seen.add(parent);
        if (isView(made)) this.readsStaged(parent, seen);
      } else if (isEphemeral(made) || isView(made)) this.readsStaged(parent, seen);
    }
    return seen;
  }
}

const asked = fc.tuple(cases, commands, fc.boolean()).map((given) => new Asked(...given));
const always = (title: string, holds: (plan: Asked) => void) =>
  test(title, () => fc.assert(fc.property(asked, holds), { numRuns: 400 }));

always('steps wait only for steps before them', ({ plan }) => {
  const seen = new Set<StepId>();
  for (const step of plan.steps) {
    for (const id of [...step.needs, ...step.after]) expect(seen).toContain(id);
    expect(new Set([...step.needs, ...step.after]).size).toBe(step.needs.length + step.after.length);
    seen.add(step.id);
  }
  expect(seen.size).toBe(plan.steps.length);
});

always('what is built is published once, and nothing else is', (plan) => {
  const published = plan.publishing.flatMap((step) => step.nodes.map(({ node }) => node));
  expect(published.toSorted()).toEqual(plan.built.toSorted());
});

always('a node waits for everything above it that is built, across gaps too', (plan) => {
  for (const node of plan.built) {
    for (const above of plan.given.graph.ancestors(node)) {
      if (plan.byId.has(`build:${above}`))
        expect(plan.isBefore(`build:${above}`, `build:${node}`)).toBe(true);
    }
  }
});

always('a node waits for the tests whose every parent is above it', (plan) => {
  for (const step of plan.plan.steps.filter((each) => each.kind === 'test')) {
    const reads = step.tests.flatMap((id) => plan.given.graph.parents(id));
    for (const node of plan.built) {
      const above = plan.given.graph.ancestors(node);
      if (reads.length === 0 || !reads.every((read) => above.has(read))) continue;
      // Ephemeral models over nothing have no relation to judge.
      const judgeable = reads.some((read) => relationsOf(read, plan.given).length > 0);
      if (judgeable) expect(plan.isBefore(step.id, `build:${node}`)).toBe(true);
    }
  }
});

always('staged versions go when nothing reads them any more', (plan) => {
  for (const step of plan.plan.steps) {
    const readers = step.kind === 'publish' ? [] : 'node' in step ? [step.node] : step.tests;
    for (const read of readers.flatMap((reader) => [...plan.readsStaged(reader)]))
      expect(plan.isBefore(step.id, plan.publishOf(read).id)).toBe(true);
  }
});

always('a node is published with or after what is above it, and knows its tests', (plan) => {
  for (const step of plan.publishing) {
    for (const { node, checks } of step.nodes) {
      const tests = plan.plan.steps.filter((each) => each.kind === 'test' && each.on === node);
      expect(checks).toEqual(expect.arrayContaining(tests.map(({ id }) => id)));
      for (const check of checks) expect(plan.isBefore(check, step.id)).toBe(true);
      for (const above of plan.given.graph.ancestors(node)) {
        if (!plan.byId.has(`build:${above}`)) continue;
        const other = plan.publishOf(above);
        expect(other === step || plan.isBefore(other.id, step.id)).toBe(true);
      }
    }
  }
});

test('whatever fails, nothing is published downstream of what is not', () => {
  const failing = fc.infiniteStream(fc.integer({ min: 0, max: 3 }));
  fc.assert(
    fc.property(asked, failing, (plan, rolls) => {
      const published = carriedOut(plan.plan, () => rolls.next().value === 0);
      for (const node of published) {
        const above = [...plan.given.graph.ancestors(node)].filter((id) => plan.byId.has(`build:${id}`));
        expect(above.filter((id) => !published.has(id))).toEqual([]);
      }
    }),
    { numRuns: 600 },
  );
});

/** What is published when some steps fail, by what the plan says of it alone. */
function carriedOut(plan: Plan, fails: () => boolean): ReadonlySet<string> {
  const failed = new Set<StepId>();
  const published = new Set<string>();
  for (const step of plan.steps) {
    if (step.kind !== 'publish') {
      if (step.needs.some((need) => failed.has(need)) || fails()) failed.add(step.id);
      continue;
    }
    const tied = step.ties.filter(({ test: id }) => failed.has(`test:${id}`)).flatMap(({ nodes }) => nodes);
    const out = new Set(tied);
    for (let before = -1; before !== out.size; ) {
      before = out.size;
      for (const { node, checks, reads } of step.nodes) {
        const inGroup = (id: string) => step.nodes.some((other) => other.node === id);
        const isMissing = (id: string) => (inGroup(id) ? out.has(id) : !published.has(id));
        if ([`build:${node}`, ...checks].some((id) => failed.has(id)) || reads.some(isMissing)) out.add(node);
      }
    }
    for (const { node } of step.nodes) if (!out.has(node)) published.add(node);
  }
  return published;
}

function relationsOf(id: string, given: Case): string[] {
  const node = given.manifest.nodes.get(id) as Exclude<ManifestNode, TestNode>;
  return isEphemeral(node) ? given.graph.parents(id).flatMap((above) => relationsOf(above, given)) : [id];
}
