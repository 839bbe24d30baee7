import { isMapping, type YamlMapping } from '../yaml/value.ts';

export interface Deprecated {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
}

/** Keys of dbt_project.yml that dbt has replaced, and still reads. */
export function deprecatedKeys(settings: YamlMapping): Deprecated[] {
  const found: Deprecated[] = [];
  for (const [key, newer] of [
    ['source-paths', 'model-paths'],
    ['data-paths', 'seed-paths'],
  ] as const)
    if (key in settings)
      found.push({ key, message: `'${key}' is now called '${newer}'`, hint: `rename it to ${newer}` });
  for (const [key, usual, instead] of [
    ['log-path', 'logs', '--log-path or DBT_LOG_PATH'],
    ['target-path', 'target', '--target-path or DBT_TARGET_PATH'],
  ] as const)
    if (key in settings && settings[key] !== usual)
      found.push({ key, message: `'${key}' belongs to the run, not to the project`, hint: `use ${instead}` });
  if (isMapping(settings.tests))
    found.push({
      key: 'tests',
      message: `'tests' is now called 'data_tests'`,
      hint: 'rename it to data_tests',
    });
  return found;
}
