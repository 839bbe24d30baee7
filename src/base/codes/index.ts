export type { CodeText } from './code-text.ts';

import { commandLine } from './command-line.ts';
import { engine } from './engine.ts';
import { names } from './names.ts';
import { packages } from './packages.ts';
import { project } from './project.ts';
import { resources } from './resources.ts';
import { system } from './system.ts';
import { template } from './template.ts';
import { tests } from './tests.ts';

export const errorCodes = {
  ...project,
  ...names,
  ...resources,
  ...template,
  ...commandLine,
  ...engine,
  ...tests,
  ...packages,
  ...system,
} as const;

export type ErrorCode = keyof typeof errorCodes;
