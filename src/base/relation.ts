/** A relation's name as the engine knows it; identifiers are as they are, unquoted. */
export interface RelationName {
  readonly database?: string;
  readonly schema: string;
  readonly identifier: string;
}
