import type { CodeText } from './code-text.ts';

/** A22xx: what dbt's resources and packages add to names: versions, access, groups, contracts, docs blocks. */
export const resources = {
  A2201: {
    title: 'Name in several packages',
    explanation:
      'A ref() with one argument names a node that several installed packages have, and neither the project nor the package of the reader has one of its own. Give the package too: ref(package, name).',
  },
  A2206: {
    title: 'Unknown version',
    explanation:
      'A ref() asks for a version of a model that is not among those under versions: of its properties. Without v= the latest version is meant.',
  },
} as const satisfies Record<string, CodeText>;
