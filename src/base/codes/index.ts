export type { CodeText } from './code-text.ts';

import { commandLine } from './command-line.ts';
import { engine } from './engine.ts';
import { names } from './names.ts';
import { project } from './project.ts';
import { system } from './system.ts';
import { template } from './template.ts';
import { tests } from './tests.ts';

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
