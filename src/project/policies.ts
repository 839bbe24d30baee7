/** What differs between native and dbt projects, resolved once; no later room asks where it came from. */
export interface Policies {
  /** When readers see what was built: after its tests passed, at once, or all of a run together. */
  readonly publishing: 'audited' | 'direct' | 'together';
  /** Whether what did not change is left as it is. */
  readonly reuse: boolean;
  /** Whether upstream relations that were never built are built first. */
  readonly buildMissing: boolean;
  /** `prefix`: `<prefix><configured>`; `dbt`: `<target schema>_<configured>`. */
  readonly schemaNaming: 'prefix' | 'dbt';
  /** `strict`: an undefined value cannot be used; `execute`: printing one gives nothing, as in dbt. */
  readonly undefinedValues: 'strict' | 'execute';
  readonly unknownConfig: 'error' | 'keep';
  readonly timeZone: 'UTC' | 'system';
  /** Whether the warehouse keeps a record (schema `_assay`) of what was built. */
  readonly state: boolean;
  /** Whether `state:` selectors follow dbt's comparison to the letter. */
  readonly exactStateSelectors: boolean;
}

export const nativePolicies: Policies = {
  publishing: 'audited',
  reuse: false,
  buildMissing: true,
  schemaNaming: 'prefix',
  undefinedValues: 'strict',
  unknownConfig: 'error',
  timeZone: 'UTC',
  state: true,
  exactStateSelectors: false,
};
