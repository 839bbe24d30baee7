import { buildGraph, type Graph } from '../../src/graph/index.ts';
import type { Manifest, ManifestNode, SeedNode, SourceNode, TestNode } from '../../src/manifest/index.ts';
import { makePlan, type Plan, type PlanRequest, type Step } from '../../src/plan/index.ts';
import { manifestOf, model, test } from '../graph/nodes.ts';

/**
 * A project in a few words, a node a line:
 *
 *     source raw
 *     seed days
 *     view a < raw days          a model and what it reads; also table, incremental, ephemeral
 *     test a_ok on a             a generic test; `on a reading b` also reads b
 *     test whole over a b        a singular test
 */
export interface Written {
  readonly manifest: Manifest;
  readonly graph: Graph;
}

const source = (name: string): SourceNode => ({
  ...model(name),
  resource: 'source',
  id: name,
  sourceName: 'raw',
  sourceDescription: '',
  config: { enabled: true, tags: [], meta: {}, raw: {} },
  from: { kind: 'table', relation: { schema: 'raw', identifier: name } },
  loader: '',
});

const seed = (name: string): SeedNode => ({
  ...model(name),
  resource: 'seed',
  id: name,
  fileHash: '',
  config: { ...model(name).config, columnTypes: {}, delimiter: ',', quoteColumns: false },
});

const modelAs = (name: string, materialized: string, parents: readonly string[]): ManifestNode => {
  const made = model(name);
  return {
    ...made,
    id: name,
    dependsOn: { nodes: parents, macros: [] },
    config: { ...made.config, materialized },
  };
};

const genericTest = (name: string, on: string, reading: readonly string[]): TestNode => ({
  ...test(name, [on, ...reading]),
  id: name,
  test: { kind: 'generic', name: 'not_null', arguments: {}, attachedTo: on },
});

export function nodeOf(line: string): ManifestNode {
  const [kind, name, ...rest] = line.trim().split(/\s+/);
  if (kind === undefined || name === undefined) throw new Error(`no node: ${line}`);
  switch (kind) {
    case 'source':
      return source(name);
    case 'seed':
      return seed(name);
    case 'test':
      return rest[0] === 'over'
        ? { ...test(name, rest.slice(1)), id: name }
        : genericTest(name, rest[1]!, rest.slice(3));
    default:
      return modelAs(name, kind, rest.slice(1));
  }
}

export function written(nodes: readonly ManifestNode[]): Written {
  const manifest = manifestOf(nodes);
  const graph = buildGraph(manifest);
  if (!graph.ok) throw new Error(graph.diagnostics[0]?.message);
  return { manifest, graph: graph.value };
}

const runs: Readonly<Record<string, PlanRequest['runs']>> = {
  build: { models: true, seeds: true, tests: true },
  run: { models: true, seeds: false, tests: false },
  seed: { models: false, seeds: true, tests: false },
  test: { models: false, seeds: false, tests: true },
};

/** `> build a b, existing c, only what is selected` as a plan: everything is selected unless nodes are named. */
export function planOf({ manifest, graph }: Written, command: string): Plan {
  const [words, ...options] = command
    .slice(1)
    .split(',')
    .map((part) => part.trim().split(/\s+/));
  const [verb, ...selected] = words!;
  const existing = options.find(([first]) => first === 'existing')?.slice(1) ?? [];
  return makePlan({
    manifest,
    graph,
    selected: new Set(selected.length > 0 ? selected : manifest.nodes.keys()),
    runs: runs[verb!]!,
    exists: (node) => existing.includes(node.id),
    readsThrough: (node) => node.resource === 'model' && node.config.materialized === 'view',
    buildMissing: !options.some(([first]) => first === 'only') && (verb === 'build' || verb === 'run'),
  });
}

/** A step a line, with what it needs to have succeeded and what must only be over. */
export const printed = (plan: Plan): string[] => plan.steps.flatMap(printedStep);

function printedStep(step: Step): string[] {
  const reason =
    step.reason.kind === 'never_built' ? ` (never built, needed by ${step.reason.neededBy})` : '';
  const after = step.after.length > 0 ? ` after ${ids(step.after)}` : '';
  const needs = step.needs.length > 0 ? ` needs ${ids(step.needs)}` : '';
  const line = `${what(step)}${needs}${after}${reason}`;
  if (step.kind !== 'publish') return [line];
  const conditions = step.nodes.map(({ node, checks, reads }) => [
    ...(checks.length > 0 ? [`passed ${ids(checks)}`] : []),
    ...(reads.length > 0 ? [`published ${ids(reads)}`] : []),
    ...step.ties.filter(({ nodes }) => nodes.includes(node)).map(({ test: tie }) => `passed ${tie}`),
  ]);
  return [
    line,
    ...conditions.flatMap((given, index) =>
      given.length > 0 ? [`    ${step.nodes[index]!.node} if ${given.join(' and ')}`] : [],
    ),
  ];
}

function what(step: Step): string {
  switch (step.kind) {
    case 'test':
      return step.on === undefined ? `test ${step.tests[0]}` : `test ${step.on}: ${step.tests.join(' ')}`;
    case 'publish':
      return `publish ${step.nodes.map(({ node }) => node).join(' + ')}`;
    default:
      return `${step.kind} ${step.node}`;
  }
}

const ids = (steps: readonly string[]): string => [...steps].sort().join(' ');
