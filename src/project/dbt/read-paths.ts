import { join, posix, resolve } from 'node:path';
import type { ProjectPaths } from '../project.ts';
import { isSequence, type YamlMapping } from '../yaml/value.ts';

/** The folders of a dbt project or package, with dbt's defaults; one that does not exist has no files. */
export function readDbtPaths(
  root: string,
  settings: YamlMapping,
  targetPath: string | undefined,
): ProjectPaths {
  const given = (key: string): readonly string[] | undefined => {
    const value = settings[key];
    return isSequence(value) ? value.map((item) => folder(String(item))) : undefined;
  };
  const text = (key: string): string | undefined => {
    const value = settings[key];
    return typeof value === 'string' ? value : undefined;
  };
  const paths = {
    models: given('model-paths') ?? given('source-paths') ?? ['models'],
    seeds: given('seed-paths') ?? given('data-paths') ?? ['seeds'],
    tests: given('test-paths') ?? ['tests'],
    macros: given('macro-paths') ?? ['macros'],
    snapshots: given('snapshot-paths') ?? ['snapshots'],
    analyses: given('analysis-paths') ?? ['analyses'],
  };
  const declared = text('target-path');
  const target = targetPath ?? declared ?? 'target';
  return {
    ...paths,
    docs: given('docs-paths') ?? [...new Set(Object.values(paths).flat())],
    assets: given('asset-paths') ?? [],
    clean: isSequence(settings['clean-targets']) ? settings['clean-targets'].map(String) : [target],
    target: resolve(root, target),
    packages: resolve(root, text('packages-install-path') ?? 'dbt_packages'),
    logs: join(root, text('log-path') ?? 'logs'),
  };
}

const folder = (path: string): string => posix.normalize(path).replace(/(.)\/$/, '$1');
