import type { CodeText } from './index.ts';

/** A3xxx: templates. */
export const template = {
  A3001: { title: 'Template syntax', explanation: 'The template does not follow the Jinja grammar.' },
} as const satisfies Record<string, CodeText>;
