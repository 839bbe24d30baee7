import { type Diagnostic, error, type NodeId, type Result } from '../../base/index.ts';
import type { Criterion, Places } from './criterion.ts';
import type { StateComparison } from './request.ts';
import type { Selectable } from './selectable.ts';

/** Everything that can be selected, and what methods look things up in. */
export interface Universe {
  readonly project: string;
  readonly nodes: readonly Selectable[];
  readonly state?: () => Result<StateComparison>;
  /** Takes what is suspicious. */
  readonly warn?: (warning: Diagnostic) => void;
  readonly results?: () => Result<ReadonlyMap<NodeId, string>>;
  readonly fresherSources?: () => Result<ReadonlySet<NodeId>>;
  /** The nodes of a selector of selectors.yml. */
  selector(name: string, places: Places): Result<ReadonlySet<NodeId>>;
}

export type Matches = (node: Selectable) => boolean;

/** One method of the grammar: takes a criterion and gives what its nodes have in common, or what is wrong with it. */
export interface SelectorMethod {
  readonly name: string;
  compile(criterion: Criterion, universe: Universe): Result<Matches>;
}

/** The value as text; only `config.` tells 1 from '1'. */
export const textOf = (criterion: Criterion): string => String(criterion.value);

/** An error about a criterion's value. */
export function valueError(criterion: Criterion, message: string, hint?: string): Diagnostic {
  const location = criterion.places.value ?? criterion.places.whole;
  return error('A2113', message, {
    ...(location === undefined ? {} : { location }),
    ...(hint === undefined ? {} : { hint }),
  });
}

/** An error about something that was not handed in with the selection. */
export function missingInput(criterion: Criterion, message: string, hint: string): Diagnostic {
  const location = criterion.places.whole;
  return error('A2114', message, { ...(location === undefined ? {} : { location }), hint });
}
