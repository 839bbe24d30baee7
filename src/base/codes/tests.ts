import type { CodeText } from './index.ts';

/** A6xxx: data tests and publishing. */
export const tests = {
  A6001: { title: 'Test failed', explanation: 'A data test found more failing rows than it allows.' },
} as const satisfies Record<string, CodeText>;
