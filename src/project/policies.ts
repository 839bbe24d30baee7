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
  /** `staged`: a relation is visible once its tests have passed; `direct`: as soon as it is built. */
  readonly publishing: 'staged' | 'direct';
  /** Which calls of a template count: those it has anywhere, or those that are reached while it is rendered. */
  readonly capture: 'all branches' | 'rendered';
  /** Whether relations are printed with their database, all parts quoted: `"db"."schema"."name"`. */
  readonly qualified: boolean;
  /** What a configured schema becomes: the target's prefix and it, or what the macro `generate_schema_name` says. */
  readonly schemaNames: 'prefix' | 'macro';
  /** Whether the templates in a var's value are evaluated where it is used. */
  readonly renderedVars: boolean;
  /** Whether artifacts have the keys that every dbt since 1.8 knows, or all of 1.11's. */
  readonly artifactKeys: 'shared' | 'all';
  /** Whether `compile` writes the tests of one properties file into one file, or each into its own, as dbt. */
  readonly compiledTests: 'together' | 'apart';
}

export const nativePolicies: Policies = {
  buildMissing: true,
  undefinedValues: 'strict',
  state: true,
  publishing: 'staged',
  capture: 'all branches',
  qualified: false,
  schemaNames: 'prefix',
  renderedVars: false,
  artifactKeys: 'shared',
  compiledTests: 'together',
};

export const dbtPolicies: Policies = {
  buildMissing: false,
  undefinedValues: 'execute',
  state: false,
  publishing: 'direct',
  capture: 'rendered',
  qualified: true,
  schemaNames: 'macro',
  renderedVars: true,
  artifactKeys: 'all',
  compiledTests: 'apart',
};
