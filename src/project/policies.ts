/**
 * What differs between native projects and dbt's, resolved once when a project is loaded; no later room asks where
 * it came from. A policy is added when there is a second kind of project that wants it otherwise.
 */
export interface Policies {
  /** Whether upstream relations that were never built are built first. */
  readonly buildMissing: boolean;
  /** `strict`: an undefined value cannot be used; `execute`: printing one gives nothing, as in dbt. */
  readonly undefinedValues: 'strict' | 'execute';
  /** Whether the warehouse keeps a record (schema `_assay`) of what was built. */
  readonly state: boolean;
}

export const nativePolicies: Policies = { buildMissing: true, undefinedValues: 'strict', state: true };
