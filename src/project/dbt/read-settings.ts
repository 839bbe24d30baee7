import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, didYouMean, error, fail, ok, type Result } from '../../base/index.ts';
import { dbtFileName } from '../files/find-root.ts';
import { readText } from '../files/read-text.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import {
  describeValue,
  isMapping,
  isSequence,
  YamlFloat,
  type YamlMapping,
  type YamlValue,
} from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { type KeyType, knownKeys, neverNull, reservedNames } from './known-keys.ts';

/** A YAML file that holds a mapping, as dbt reads it: of a key that is there twice the last one counts. */
export interface MappingFile {
  readonly file: YamlFile;
  readonly value: YamlMapping;
}

export function readMapping(absolute: string, path: string): Result<MappingFile> {
  const text = readText(absolute, path);
  if (!text.ok) return text;
  const read = readYaml(text.value.source, { repeatedKeys: 'last' });
  return read.ok ? asMapping(read.value, path) : read;
}

function asMapping(file: YamlFile, path: string): Result<MappingFile> {
  if (isMapping(file.value)) return ok({ file, value: file.value });
  const message =
    file.value === null ? `${path} is empty` : `${path} must be a mapping, not ${describeValue(file.value)}`;
  const hint = path.endsWith(dbtFileName) ? { hint: 'it needs at least: name: my_project' } : {};
  return fail(error('A1006', message, { location: file.locate([]), ...hint }));
}

/** The same of a file that need not be there; an empty one is as if it were not. */
export function optionalMapping(root: string, name: string): Result<MappingFile | undefined> {
  const absolute = join(root, name);
  if (!existsSync(absolute)) return ok(undefined);
  const text = readText(absolute, name);
  if (!text.ok) return text;
  const read = readYaml(text.value.source, { repeatedKeys: 'last' });
  if (!read.ok) return read;
  return read.value.value === null ? ok(undefined) : asMapping(read.value, name);
}

/** What is wrong with the top-level keys of dbt_project.yml once its templates are evaluated. */
export function checkSettings(file: YamlFile, settings: YamlMapping): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const [key, value] of Object.entries(settings)) {
    const type = Object.hasOwn(knownKeys, key) ? knownKeys[key]! : undefined;
    if (type === undefined) wrong.push(unknownKey(file, key));
    else if (!fits(type, value, !neverNull.has(key)))
      wrong.push(
        error('A1011', `'${key}' must be ${words[type]}, not ${describeValue(value)}`, {
          location: file.locate([key]),
        }),
      );
  }
  return wrong.length > 0 ? wrong : [...checkName(file, settings), ...checkTogether(file, settings)];
}

function unknownKey(file: YamlFile, key: string): Diagnostic {
  const hyphenated = key.replaceAll('_', '-');
  const hint = Object.hasOwn(knownKeys, hyphenated)
    ? `write ${hyphenated}`
    : key.startsWith('+')
      ? 'configs stand below models:, seeds:, snapshots: and the like'
      : didYouMean(key, Object.keys(knownKeys));
  return error('A1010', `${dbtFileName} has no key '${key}'`, {
    location: file.locate([key], 'key'),
    ...(hint === undefined ? {} : { hint }),
  });
}

function checkName(file: YamlFile, { name }: YamlMapping): Diagnostic[] {
  if (name === undefined)
    return [
      error('A1012', `${dbtFileName} has no 'name'`, {
        location: file.locate([]),
        hint: 'add name: and the name of the project',
      }),
    ];
  const location = () => file.locate(['name']);
  if (!/^[^\d\W]\w*$/u.test(String(name)))
    return [
      error('A1011', `'name' must be letters, digits and underscores, and not start with a digit`, {
        location: location(),
      }),
    ];
  if (!reservedNames.has(String(name))) return [];
  return [
    error('A1011', `a project cannot be called '${String(name)}', which templates have a use for`, {
      location: location(),
    }),
  ];
}

const semantic = /^\d+\.\d+(\.\d+([-+].*)?)?$/;

function checkTogether(file: YamlFile, settings: YamlMapping): Diagnostic[] {
  const wrong: Diagnostic[] = [];
  const { version, dispatch, tests, data_tests: dataTests } = settings;
  const isVersion =
    version === undefined ||
    version === null ||
    version instanceof YamlFloat ||
    (typeof version === 'string' && semantic.test(version));
  if (!isVersion)
    wrong.push(
      error('A1011', `'version' must be a version such as 1.0.0, not ${describeValue(version)}`, {
        location: file.locate(['version']),
        ...(typeof version === 'number' ? { hint: `write '${version}.0.0'` } : {}),
      }),
    );
  const { 'config-version': configVersion } = settings;
  if (typeof configVersion === 'number' && configVersion !== 2)
    wrong.push(
      error('A1011', `'config-version' must be 2, not ${configVersion}`, {
        location: file.locate(['config-version']),
      }),
    );
  for (const [older, newer] of [
    ['source-paths', 'model-paths'],
    ['data-paths', 'seed-paths'],
  ] as const)
    if (older in settings && newer in settings)
      wrong.push(
        error('A1011', `'${older}' and '${newer}' are the same and cannot both be there`, {
          location: file.locate([older], 'key'),
          hint: `keep ${newer}`,
        }),
      );
  if (isMapping(tests) && isMapping(dataTests) && Object.keys(tests).length > 0)
    wrong.push(
      error('A1011', `'tests' and 'data_tests' are the same and cannot both be there`, {
        location: file.locate(['tests'], 'key'),
        hint: 'keep data_tests',
      }),
    );
  if (isSequence(dispatch))
    dispatch.forEach((entry, index) => {
      if (isMapping(entry) && 'macro_namespace' in entry && isSequence(entry.search_order)) return;
      wrong.push(
        error('A1011', 'an entry of dispatch: needs macro_namespace, and search_order as a list', {
          location: file.locate(['dispatch', index]),
        }),
      );
    });
  return wrong;
}

const words: Readonly<Record<KeyType, string>> = {
  text: 'a text',
  number: 'a whole number',
  texts: 'a list of texts',
  'text or texts': 'a text or a list of texts',
  mapping: 'a mapping',
  mappings: 'a list of mappings',
  flag: 'true or false',
  any: 'anything',
};

function fits(type: KeyType, value: YamlValue, nullable: boolean): boolean {
  if (value === null) return nullable || type === 'any';
  const isTexts = isSequence(value) && value.every((item) => typeof item === 'string');
  switch (type) {
    case 'text':
      return typeof value === 'string';
    case 'number':
      return typeof value === 'number';
    case 'texts':
      return isTexts;
    case 'text or texts':
      return isTexts || typeof value === 'string';
    case 'mapping':
      return isMapping(value);
    case 'mappings':
      return isSequence(value) && value.every(isMapping);
    case 'flag':
      return typeof value === 'boolean';
    case 'any':
      return true;
  }
}
