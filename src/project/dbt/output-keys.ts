import { type Diagnostic, error } from '../../base/index.ts';
import { describeValue, isMapping, isSequence, type YamlMapping, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import type { ChosenOutput } from './choose-output.ts';

const kinds = {
  'a text': (value: YamlValue) => typeof value === 'string',
  'a whole number': (value: YamlValue) => typeof value === 'number',
  'true or false': (value: YamlValue) => typeof value === 'boolean',
  'a mapping': isMapping,
  'a list': isSequence,
} as const;

/** The keys of an output of type duckdb; any other one is left alone, as in dbt. */
const keys: Readonly<Record<string, keyof typeof kinds>> = {
  path: 'a text',
  schema: 'a text',
  database: 'a text',
  threads: 'a whole number',
  config_options: 'a mapping',
  extensions: 'a list',
  settings: 'a mapping',
  secrets: 'a list',
  external_root: 'a text',
  use_credential_provider: 'a text',
  attach: 'a list',
  filesystems: 'a list',
  remote: 'a mapping',
  plugins: 'a list',
  disable_transactions: 'true or false',
  keep_open: 'true or false',
  module_paths: 'a list',
  retries: 'a mapping',
  is_ducklake: 'true or false',
  motherduck_token: 'a text',
};

/** Keys that have another value than null where nothing is said. */
const neverNull = new Set(['path', 'schema', 'database', 'external_root', 'threads']);

export function checkOutput({ value, path }: ChosenOutput, file: YamlFile): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const [key, kind] of Object.entries(keys)) {
    const given = value[key];
    if (given === undefined || (given === null && !neverNull.has(key)) || kinds[kind](given)) continue;
    const hint =
      kind === 'a whole number' && typeof given === 'string'
        ? { hint: 'of an environment variable, write "{{ env_var(\'…\') | int }}"' }
        : {};
    wrong.push(
      error('A1011', `'${key}' must be ${kind}, not ${describeValue(given)}`, {
        location: file.locate([...path, key]),
        ...hint,
      }),
    );
  }
  if (isMapping(value.remote))
    wrong.push(
      error('A1057', 'a remote DuckDB server is not supported', {
        location: file.locate([...path, 'remote'], 'key'),
        hint: 'give the path of a database file',
      }),
    );
  return [
    ...wrong,
    ...items(value, 'attach').flatMap((item, index) =>
      needs(item, ['path'], 'an attached database', () => file.locate([...path, 'attach', index])),
    ),
    ...items(value, 'secrets').flatMap((item, index) =>
      needs(item, ['type'], 'a secret', () => file.locate([...path, 'secrets', index])),
    ),
    ...items(value, 'extensions').flatMap((item, index) =>
      typeof item === 'string'
        ? []
        : needs(item, ['name', 'repo'], 'an extension', () => file.locate([...path, 'extensions', index])),
    ),
  ];
}

const items = (value: YamlMapping, key: string): readonly YamlValue[] => {
  const given = value[key];
  return isSequence(given) ? given : [];
};

function needs(
  item: YamlValue,
  wanted: readonly string[],
  what: string,
  locate: () => ReturnType<YamlFile['locate']>,
): Diagnostic[] {
  const missing = wanted.find((key) => !isMapping(item) || typeof item[key] !== 'string');
  if (missing === undefined) return [];
  return [error('A1012', `${what} needs '${missing}'`, { location: locate() })];
}
