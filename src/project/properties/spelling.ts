import { canonicalKey } from '../config/config-entry.ts';
import { configShapes } from '../schema/node-config.ts';
import type { Spelling } from './section.ts';

const everything = ['meta', 'docs', 'access', 'group', 'tags'];

export const nativeSpelling: Spelling = {
  beside: { node: everything, source: ['meta', 'docs', 'tags'], macro: everything, exposure: everything },
  isTestConfig: (key) => Object.hasOwn(configShapes.tests, canonicalKey(key)),
  inArguments: 'arguments',
};

const testConfigs = new Set([
  'severity',
  'tags',
  'enabled',
  'where',
  'limit',
  'warn_if',
  'error_if',
  'fail_calc',
  'store_failures',
  'store_failures_as',
  'meta',
  'database',
  'schema',
  'alias',
]);

/** dbt ignores what else stands beside `config:`. */
export const dbtSpelling: Spelling = {
  beside: {
    node: ['meta', 'docs', 'group', 'contract', 'access'],
    source: ['meta', 'tags'],
    macro: ['meta', 'docs'],
    exposure: ['meta', 'tags'],
  },
  isTestConfig: (key) => testConfigs.has(key),
  inArguments: 'everything',
};

/** With the flag require_generic_test_arguments_property turned off. */
export const olderDbtSpelling: Spelling = { ...dbtSpelling, inArguments: 'nothing' };
