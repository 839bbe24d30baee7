import { resolve } from 'node:path';
import type { Result } from '../../base/index.ts';
import { earlyFlags, type Flags, flagDefinitions } from '../../project/index.ts';
import type { ProjectOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** dbt's flags among what the command line gives. */
export const flagsIn = ({ dbt = {} }: Pick<ProjectOptions, 'dbt'>): Partial<Flags> =>
  Object.fromEntries(Object.entries(dbt).filter(([key]) => Object.hasOwn(flagDefinitions, key)));

/** The flags of this invocation, whatever else is wrong with the project. */
export const invocationFlags = (
  options: ProjectOptions,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
): Result<Flags> => earlyFlags(resolve(cwd, options.projectDir ?? '.'), flagsIn(options), env);
