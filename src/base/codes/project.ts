import type { CodeText } from './index.ts';

/** A1xxx: the project file, YAML, properties, files on disk. */
export const project = {
  A1001: {
    title: 'Project file not found',
    explanation:
      'No project.yml in this folder or above it. Run the command inside a project, name one with --project-dir, or make one with assay init.',
  },
} as const satisfies Record<string, CodeText>;
