import type { CodeText } from './index.ts';

/** A5xxx: the database and the SQL it was given. */
export const engine = {
  A5001: { title: 'SQL error', explanation: 'DuckDB refused the SQL of a model.' },
} as const satisfies Record<string, CodeText>;
