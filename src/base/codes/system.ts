import type { CodeText } from './code-text.ts';

/** A9xxx: the machine, and our own bugs. */
export const system = {
  A9001: {
    title: 'Internal error',
    explanation: 'Assay did something it should not have. Run again with --debug and report what it prints.',
  },
} as const satisfies Record<string, CodeText>;
