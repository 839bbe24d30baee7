import { type Diagnostic, didYouMean, error, fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { Places } from './criterion.ts';
import type { Expression } from './expression.ts';
import type { Found } from './indirect.ts';

/** A selector of selectors.yml. */
export interface NamedSelector {
  readonly expression: Expression;
  /** What it, and the selectors that it takes in, say without effect. */
  readonly warnings: readonly Diagnostic[];
}

/** The lookup behind `selector:`; each selector is evaluated once. */
export function namedSelectors(
  byName: ReadonlyMap<string, NamedSelector>,
  evaluate: (selector: NamedSelector) => Result<Found>,
): (name: string, places: Places) => Result<ReadonlySet<NodeId>> {
  const known = new Map<string, Result<ReadonlySet<NodeId>>>();
  return (name, places) => {
    const before = known.get(name);
    if (before !== undefined) return before;
    const selector = byName.get(name);
    if (selector === undefined) return fail(unknownSelector(name, byName.keys(), places));
    const found = evaluate(selector);
    const nodes = found.ok ? ok(found.value.direct) : found;
    known.set(name, nodes);
    return nodes;
  };
}

/** The error for a selector that is not defined. */
export function unknownSelector(name: string, defined: Iterable<string>, places: Places): Diagnostic {
  const location = places.value ?? places.whole;
  const names = [...defined];
  const all = names.length === 0 ? 'the project defines no selectors' : `there are ${names.join(', ')}`;
  return error('A2115', `there is no selector '${name}'`, {
    ...(location === undefined ? {} : { location }),
    hint: didYouMean(name, names) ?? all,
  });
}
