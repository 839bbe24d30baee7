import { resolve } from 'node:path';
import { error, fail, ok, type Result, SourceText } from '../../base/index.ts';
import {
  earlyFlags,
  type FlagDefinition,
  type Flags,
  flagDefinitions,
  isMapping,
  readYaml,
} from '../../project/index.ts';
import type { ProjectOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** dbt's flags among what the command line gives. */
export function flagsIn({ dbt = {} }: Pick<ProjectOptions, 'dbt'>): Result<Partial<Flags>> {
  const flags: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(dbt)) {
    const definition = (flagDefinitions as Readonly<Record<string, FlagDefinition>>)[key];
    if (definition === undefined) continue;
    if (definition.kind === 'mapping') {
      const read = mappingOf(key, String(value));
      if (!read.ok) return read;
      flags[key] = read.value;
    } else flags[key] = value;
  }
  return ok(flags as Partial<Flags>);
}

function mappingOf(key: string, text: string): Result<unknown> {
  const option = `--${key.replaceAll(/[A-Z]/g, (upper) => `-${upper.toLowerCase()}`)}`;
  const read = readYaml(new SourceText(option, text));
  if (read.ok && isMapping(read.value.value)) return ok(read.value.value);
  return fail(
    error('A4001', `${option} is a mapping in YAML, not '${text}'`, {
      hint: `such as: ${option} '{"error": "all"}'`,
    }),
  );
}

/** The flags of this invocation, whatever else is wrong with the project. */
export function invocationFlags(
  options: ProjectOptions,
  { cwd, env }: Pick<Terminal, 'cwd' | 'env'>,
): Result<Flags> {
  const given = flagsIn(options);
  return given.ok ? earlyFlags(resolve(cwd, options.projectDir ?? '.'), given.value, env) : given;
}
