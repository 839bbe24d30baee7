import type { Diagnostic, NodeId } from '../../../base/index.ts';

/** How two manifests are compared. */
export interface CompareRules {
  /** `dbt`: as dbt 1.11 does; `meaning`: by what is said, however it is written. */
  readonly by: 'dbt' | 'meaning';
  /** dbt's flag state_modified_compare_more_unrendered_values. */
  readonly moreUnrendered: boolean;
  /** What two manifests do not tell by themselves. */
  readonly meanings?: Meanings;
}

/** What the project means now, seen beside an earlier manifest. */
export interface Meanings {
  /** Whether two templates say the same, comments and spaces aside. */
  sameText(old: string, now: string): boolean;
  /** The macros that a node uses itself or through others; those of the files around them count too. */
  macrosOf(node: NodeId): readonly string[];
  /** Whether a macro sees other values of its file than it did. */
  settingsDiffer(macro: string): boolean;
  /** Whether a var or environment variable that the node reads has another value than it had. */
  readsDiffer(node: NodeId): boolean;
  /** The content of a seed, where the manifests tell of its path only. */
  seedDiffers(seed: NodeId): boolean;
  /** What cannot be compared. */
  readonly told: readonly Diagnostic[];
}

export const byMeaning: CompareRules = { by: 'meaning', moreUnrendered: true };
