import type { FlagName } from '../../project/index.ts';

/** An option as dbt's commands take it. */
export interface DbtOption {
  /** What its value is called after parsing: a flag of dbt, or a name that commands know. */
  readonly key: FlagName | (string & {});
  /** As it is written, the short one first: `-x, --fail-fast`. */
  readonly names: string;
  /** Absent for one that is on or off; `<n>` is a number, `<words...>` several of them. */
  readonly value?: `<${string}>`;
  /** Whether there is `--no-…` as well. */
  readonly negatable?: boolean;
  /** Other spellings that do the same, not shown. */
  readonly also?: readonly string[];
  readonly choices?: readonly string[];
  readonly text: string;
  /** Taken so that scripts go on working; there is nothing here that it could change. */
  readonly idle?: boolean;
}
