import type { Diagnostic, Location, NodeId, Result } from '../../base/index.ts';
import type { YamlSequence } from '../../project/index.ts';
import type { IndirectSelection } from './criterion.ts';

/** What to select: the options of the command line, and what some methods look things up in. */
export interface SelectionRequest {
  /** Words or whole strings of `--select`; empty selects everything (or the default selector). */
  readonly select: readonly string[];
  readonly exclude: readonly string[];
  /** The name of a selector; select and exclude are not looked at then. */
  readonly selector?: string;
  /** Keeps only these, dbt's words, and `all`, `default`; absent: everything but analyses and operations. */
  readonly resourceTypes?: readonly string[];
  readonly excludeResourceTypes?: readonly string[];
  readonly indirect: IndirectSelection;
  readonly selectors?: SelectorDefinitions;
  /** For `state:`; read and compared when it is asked for. */
  readonly state?: () => Result<StateComparison>;
  /** For `result:`: how each node of an earlier run ended, dbt's words. */
  readonly results?: () => Result<ReadonlyMap<NodeId, string>>;
  /** For `source_status:fresher`: the sources with newer data than at the earlier check. */
  readonly fresherSources?: () => Result<ReadonlySet<NodeId>>;
}

/** The list under `selectors:`. */
export interface SelectorDefinitions {
  readonly list: YamlSequence;
  /** Of several with one name the last one counts, as in dbt; otherwise they are refused. */
  readonly lastCounts?: boolean;
  /** The place of a value, by its path from the list: `[0, 'definition', 'union', 2]`. */
  locate(path: readonly (string | number)[]): Location | undefined;
}

export const stateWords = [
  'new',
  'old',
  'modified',
  'unmodified',
  'modified.body',
  'modified.configs',
  'modified.persisted_descriptions',
  'modified.relation',
  'modified.macros',
  'modified.contract',
] as const;
/** What only a precise comparison knows. */
export const preciseWords = ['modified.vars'] as const;
export type StateWord = (typeof stateWords)[number] | (typeof preciseWords)[number];

/** How the project differs from the one that `--state` names. */
export interface StateComparison {
  is(word: StateWord, node: NodeId): boolean;
  /** Whether it knows what only a precise one does. */
  readonly precise?: boolean;
  /** What is to be said of the comparison itself; an error where it cannot be used. */
  told?(word: StateWord): readonly Diagnostic[];
}

/** The selected nodes, and what the user should know: criteria that match nothing, keys that are ignored. */
export interface Selection {
  readonly nodes: ReadonlySet<NodeId>;
  readonly warnings: readonly Diagnostic[];
}
