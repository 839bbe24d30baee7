import { isMapping, type YamlMapping } from '../yaml/value.ts';

export interface Deprecated {
  readonly key: string;
  readonly message: string;
  readonly hint: string;
  /** dbt's name of the warning, where it has one. */
  readonly event?: string;
}

/** Keys of dbt_project.yml that dbt has replaced, and still reads. */
export function deprecatedKeys(settings: YamlMapping): Deprecated[] {
  const found: Deprecated[] = [];
  for (const [key, newer, event] of [
    ['source-paths', 'model-paths', 'ConfigSourcePathDeprecation'],
    ['data-paths', 'seed-paths', 'ConfigDataPathDeprecation'],
  ] as const)
    if (key in settings)
      found.push({ key, message: `'${key}' is now called '${newer}'`, hint: `rename it to ${newer}`, event });
  for (const [key, usual, instead, event] of [
    ['log-path', 'logs', '--log-path or DBT_LOG_PATH', 'ConfigLogPathDeprecation'],
    ['target-path', 'target', '--target-path or DBT_TARGET_PATH', 'ConfigTargetPathDeprecation'],
  ] as const)
    if (key in settings && settings[key] !== usual)
      found.push({
        key,
        message: `'${key}' belongs to the run, not to the project`,
        hint: `use ${instead}`,
        event,
      });
  if (isMapping(settings.tests))
    found.push({
      key: 'tests',
      message: `'tests' is now called 'data_tests'`,
      hint: 'rename it to data_tests',
    });
  return found;
}
