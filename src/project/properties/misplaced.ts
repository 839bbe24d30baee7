import { canonicalKey } from '../config/config-entry.ts';
import { configShapes } from '../schema/node-config.ts';
import type { YamlPath } from '../yaml/value.ts';

const sections: Readonly<Record<string, keyof typeof configShapes>> = {
  models: 'models',
  seeds: 'seeds',
  sources: 'sources',
  tables: 'sources',
  data_tests: 'tests',
};

/** For a key that exists, but one level further down or under another name. */
export function propertiesHint(key: string, path: YamlPath): string | undefined {
  const section = path.findLast((step) => typeof step === 'string');
  const kind = path.length > 0 && typeof path.at(-1) === 'number' ? sections[section ?? ''] : undefined;
  if (kind !== undefined && Object.hasOwn(configShapes[kind], canonicalKey(key)))
    return `'${canonicalKey(key)}' is a config: put it under config:`;
  if (key.startsWith('+')) return 'the + is for project.yml only';
  if (
    path.length === 0 &&
    ['unit_tests', 'metrics', 'semantic_models', 'groups', 'saved_queries'].includes(key)
  )
    return 'Assay does not have it yet';
  return undefined;
}

/** For a key that is like no other. */
export const ownValuesHint = (path: YamlPath): string | undefined =>
  path.at(-1) === 'config' ? 'values of your own belong under meta' : undefined;
