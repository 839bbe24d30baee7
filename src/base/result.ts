import type { Diagnostic } from './diagnostic.ts';

/** What a stage gives back: its value, or the diagnostics that say why there is none. Never thrown. */
export type Result<T> = Ok<T> | Failed;
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}
export interface Failed {
  readonly ok: false;
  readonly diagnostics: readonly Diagnostic[];
}

export const ok = <T>(value: T): Ok<T> => ({ ok: true, value });

export const fail = (...diagnostics: readonly Diagnostic[]): Failed => ({ ok: false, diagnostics });

/** All the values, or all the diagnostics of those that failed. */
export function collect<T>(results: readonly Result<T>[]): Result<T[]> {
  const values: T[] = [];
  const diagnostics: Diagnostic[] = [];
  for (const result of results) {
    if (result.ok) values.push(result.value);
    else diagnostics.push(...result.diagnostics);
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok(values);
}
