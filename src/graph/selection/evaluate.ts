import { type Diagnostic, fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { Graph } from '../dag/graph.ts';
import type { Criterion } from './criterion.ts';
import type { Expression, SetExpression } from './expression.ts';
import { type Found, settle, withTests } from './indirect.ts';
import { methodByName } from './methods/index.ts';
import type { Selectable } from './selectable.ts';
import type { Universe } from './selector-method.ts';

/** What evaluation looks at, and where it notes the criteria that match nothing. */
export interface Scope {
  readonly graph: Graph;
  readonly universe: Universe;
  readonly byId: ReadonlyMap<NodeId, Selectable>;
  /** Called for words of the command line that select nothing. */
  unmatched(expression: SetExpression, criteria: readonly Criterion[]): void;
}

/** Takes an expression and gives its nodes, with the tests that depend on what else is selected kept apart. */
export function evaluate(expression: Expression, scope: Scope): Result<Found> {
  return expression.kind === 'criterion'
    ? evaluateCriterion(expression, scope)
    : evaluateSet(expression, scope);
}

function evaluateCriterion(criterion: Criterion, scope: Scope): Result<Found> {
  const matches = methodByName.get(criterion.method)!.compile(criterion, scope.universe);
  if (!matches.ok) return matches;
  const matched = new Set<NodeId>();
  for (const node of scope.universe.nodes) if (matches.value(node)) matched.add(node.id);
  const nodes = withRelatives(criterion, matched, scope.graph);
  return ok(withTests(nodes, criterion.indirect, scope));
}

/** The graph operators. */
function withRelatives(
  criterion: Criterion,
  matched: ReadonlySet<NodeId>,
  graph: Graph,
): ReadonlySet<NodeId> {
  const nodes = new Set(matched);
  const add = (more: Iterable<NodeId>) => {
    for (const id of more) nodes.add(id);
  };
  if (criterion.childrensParents) {
    add(graph.below(matched));
    add(graph.above(new Set(nodes)));
  }
  if (criterion.parents !== undefined) add(graph.above(matched, criterion.parents));
  if (criterion.children !== undefined) add(graph.below(matched, criterion.children));
  return nodes;
}

function evaluateSet(expression: SetExpression, scope: Scope): Result<Found> {
  const found: Found[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const part of expression.parts) {
    const result = evaluate(part, scope);
    if (result.ok) found.push(result.value);
    else diagnostics.push(...result.diagnostics);
  }
  if (diagnostics.length > 0) return fail(...diagnostics);
  const combine = combiners[expression.kind];
  const direct = combine(found.map((part) => part.direct));
  const open = combine(found.map((part) => union([part.direct, part.open])));
  const settled = settle({ direct, open }, expression.indirect, scope);
  if (expression.expected !== undefined && settled.direct.size === 0) {
    const criteria = expression.parts.filter((part) => part.kind === 'criterion');
    const empty = criteria.filter((_, index) => found[index]?.direct.size === 0);
    scope.unmatched(expression, empty);
  }
  return ok(settled);
}

type Combine = (sets: readonly ReadonlySet<NodeId>[]) => ReadonlySet<NodeId>;

const union: Combine = (sets) => {
  const all = new Set<NodeId>();
  for (const set of sets) for (const id of set) all.add(id);
  return all;
};

const combiners: Readonly<Record<SetExpression['kind'], Combine>> = {
  union,
  intersection: ([first, ...others]) =>
    new Set([...(first ?? [])].filter((id) => others.every((set) => set.has(id)))),
  difference: ([from, ...taken]) =>
    new Set([...(from ?? [])].filter((id) => !taken.some((set) => set.has(id)))),
};
