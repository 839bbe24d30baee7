import {
  type Diagnostic,
  didYouMean,
  error,
  fail,
  ok,
  type Result,
  SourceText,
  warning,
} from '../../base/index.ts';
import {
  type FlagDefinition,
  type FlagName,
  type Flags,
  flagDefinitions,
  flagKey,
  usualFlags,
} from '../flags.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { describeValue, isMapping, type YamlMapping, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export interface FlagSources {
  readonly commandLine: Partial<Flags>;
  readonly env: Environment;
  /** The mapping below `flags:`, and its file. */
  readonly project?: {
    readonly file: YamlFile;
    readonly value: YamlMapping;
    readonly path: readonly string[];
  };
}

export interface ReadFlags {
  readonly flags: Flags;
  readonly warnings: readonly Diagnostic[];
}

const definitions = Object.entries(flagDefinitions) as [FlagName, FlagDefinition][];

/** The flags of an invocation: what the command line says, else the environment, else the project file. */
export function readFlags({ commandLine, env, project }: FlagSources): Result<ReadFlags> {
  const wrong: Diagnostic[] = [];
  const refused = project === undefined ? [] : wrongFlags(project);
  const found: Partial<Record<FlagName, unknown>> = {};
  for (const [name, definition] of definitions) {
    const fromEnv = definition.env === undefined ? undefined : variable(definition.env, env);
    const written = project?.value[flagKey(name)];
    if (commandLine[name] !== undefined) found[name] = commandLine[name];
    else if (fromEnv !== undefined) {
      const read = fromText(definition, fromEnv.text);
      if (read.ok) found[name] = read.value;
      else
        wrong.push(
          error(
            'A1058',
            `the environment variable ${fromEnv.name} must be ${read.expected}, not '${fromEnv.text}'`,
          ),
        );
    } else if (definition.project === true && refused.length === 0 && written !== undefined) {
      if (written !== null) found[name] = written;
    }
  }
  if (wrong.length > 0) return fail(...wrong);
  const flags = { ...usualFlags, ...found } as Flags;
  return ok({
    flags: follow(flags, found),
    warnings: [
      ...refused,
      ...(project === undefined ? [] : unknownFlags(project)),
      ...oldWords(project, flags.warnErrorOptions),
    ],
  });
}

/** Of the console and the log file, what is said of the first counts for both. */
function follow(flags: Flags, given: Partial<Record<FlagName, unknown>>): Flags {
  const followed: Partial<Record<FlagName, unknown>> = {};
  for (const lead of ['useColors', 'logLevel', 'logFormat'] as const) {
    const file: FlagName = `${lead}File`;
    if (given[lead] !== undefined && given[file] === undefined) followed[file] = given[lead];
  }
  return { ...flags, ...followed } as Flags;
}

function variable(suffix: string, env: Environment): { name: string; text: string } | undefined {
  for (const name of [`DBT_ENGINE_${suffix}`, `DBT_${suffix}`]) {
    const text = env[name];
    if (text !== undefined && text !== '') return { name, text };
  }
  return undefined;
}

type Read =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly expected: string };

function fromText({ kind, choices }: FlagDefinition, text: string): Read {
  switch (kind) {
    case 'boolean': {
      const word = text.trim().toLowerCase();
      if (['1', 'true', 't', 'yes', 'y', 'on'].includes(word)) return { ok: true, value: true };
      if (['0', 'false', 'f', 'no', 'n', 'off'].includes(word)) return { ok: true, value: false };
      return { ok: false, expected: 'true or false' };
    }
    case 'integer':
      return /^-?\d+$/.test(text.trim())
        ? { ok: true, value: Number(text) }
        : { ok: false, expected: 'a whole number' };
    case 'words':
      return { ok: true, value: text.split(/\s+/).filter((word) => word !== '') };
    case 'mapping': {
      const read = readYaml(new SourceText('', text));
      return read.ok && isMapping(read.value.value)
        ? { ok: true, value: read.value.value }
        : { ok: false, expected: 'a mapping' };
    }
    case 'text': {
      if (choices === undefined) return { ok: true, value: text };
      const chosen = choices.find((choice) => choice === text.toLowerCase());
      return chosen === undefined
        ? { ok: false, expected: `one of ${choices.join(', ')}` }
        : { ok: true, value: chosen };
    }
  }
}

function mismatch({ kind, choices }: FlagDefinition, value: YamlValue): string | undefined {
  switch (kind) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'true or false';
    case 'integer':
      return typeof value === 'number' ? undefined : 'a whole number';
    case 'mapping':
      return isMapping(value) ? undefined : 'a mapping';
    case 'words':
    case 'text':
      if (typeof value !== 'string') return 'a text';
      return choices === undefined || choices.includes(value) ? undefined : `one of ${choices.join(', ')}`;
  }
}

/** As in dbt, one that is wrong makes all of them count for nothing. */
function wrongFlags({ file, value, path }: NonNullable<FlagSources['project']>): Diagnostic[] {
  return definitions.flatMap(([name, definition]) => {
    const written = value[flagKey(name)];
    if (definition.project !== true || written === undefined || written === null) return [];
    const expected = mismatch(definition, written);
    if (expected === undefined) return [];
    return [
      warning('A1058', `the flag '${flagKey(name)}' must be ${expected}, not ${describeValue(written)}`, {
        location: file.locate([...path, flagKey(name)]),
        hint: 'until it is, all of these flags are ignored',
      }),
    ];
  });
}

function unknownFlags({ file, value, path }: NonNullable<FlagSources['project']>): Diagnostic[] {
  const known = definitions.filter(([, { project }]) => project === true).map(([name]) => flagKey(name));
  return Object.keys(value)
    .filter((key) => !known.includes(key))
    .map((key) => {
      const hint = didYouMean(key, known);
      return warning('A1010', `there is no flag '${key}'`, {
        location: file.locate([...path, key], 'key'),
        ...(hint === undefined ? {} : { hint }),
      });
    });
}

/** `include:` and `exclude:` of warn_error_options, which became `error:` and `warn:`. */
function oldWords(project: FlagSources['project'], counts: YamlMapping | undefined): Diagnostic[] {
  const written = project?.value.warn_error_options;
  const given = [written, counts].flatMap((options) => (isMapping(options) ? Object.keys(options) : []));
  const old = ['include', 'exclude'].filter((word) => given.includes(word));
  if (old.length === 0) return [];
  const path = [...(project?.path ?? []), 'warn_error_options'];
  const stands = old.find((word) => isMapping(written) && word in written);
  return [
    warning('A1056', `${old.map((word) => `'${word}'`).join(' and ')} of warn_error_options are old words`, {
      ...(project !== undefined &&
        stands !== undefined && { location: project.file.locate([...path, stands], 'key') }),
      hint: 'write error: for include:, and warn: for exclude:',
      event: 'WEOIncludeExcludeDeprecation',
    }),
  ];
}
