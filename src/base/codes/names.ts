import type { CodeText } from './index.ts';

/** A2xxx: names, inheritance, the graph, selection. */
export const names = {
  A2014: {
    title: 'Unknown ref',
    explanation: 'A ref() names a model, seed or snapshot that the project does not have.',
  },
} as const satisfies Record<string, CodeText>;
