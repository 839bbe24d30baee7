import type { CodeText } from './code-text.ts';

/** A6xxx: data tests and publishing. */
export const tests = {
  A6001: { title: 'Test failed', explanation: 'A data test found more failing rows than it allows.' },
  A6004: {
    title: 'Wrong test argument',
    explanation: 'An argument of a data test has the wrong type, such as text where a list is needed.',
  },
  A6005: {
    title: 'Empty test',
    explanation: 'The file of a singular data test holds no SQL. It should select the rows that are wrong.',
  },
} as const satisfies Record<string, CodeText>;
