import type { CodeText } from './index.ts';

/** A4xxx: the command line and the environment. */
export const commandLine = {
  A4001: { title: 'Wrong use', explanation: 'The command line has an unknown command, option or value.' },
} as const satisfies Record<string, CodeText>;
