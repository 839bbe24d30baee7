import type { EngineError, Statement } from '../../adapter/index.ts';

/** The error with its place counted from the start of the statement's query, or without one outside of it. */
export function inQuery(
  error: EngineError,
  statement: Statement,
  queryOffset: number | undefined,
): EngineError {
  const { offset, ...rest } = error;
  if (offset === undefined || queryOffset === undefined) return rest;
  const length = 'query' in statement ? statement.query.length : Infinity;
  const inside = offset - queryOffset;
  return inside < 0 || inside > length ? rest : { ...rest, offset: inside };
}
