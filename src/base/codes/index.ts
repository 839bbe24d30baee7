import { commandLine } from './command-line.ts';
import { engine } from './engine.ts';
import { names } from './names.ts';
import { project } from './project.ts';
import { system } from './system.ts';
import { template } from './template.ts';
import { tests } from './tests.ts';

/** What `assay explain CODE` and the reference say of a code. Codes are permanent: never reused, never renumbered. */
export interface CodeText {
  readonly title: string;
  /** What it means, what usually causes it and how to mend it, in a few sentences. */
  readonly explanation: string;
}

export const errorCodes = {
  ...project,
  ...names,
  ...template,
  ...commandLine,
  ...engine,
  ...tests,
  ...system,
} as const;

export type ErrorCode = keyof typeof errorCodes;
