import { existsSync } from 'node:fs';
import { join, posix, resolve } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result, warning } from '../base/index.ts';
import type { ProjectPaths } from './project.ts';
import { isSequence, type YamlMapping } from './yaml/value.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** The folders of the project: those that project.yml names, or the usual ones. */
export function readPaths(
  root: string,
  file: YamlFile,
  settings: YamlMapping,
  targetPath: string | undefined,
): Result<{ paths: ProjectPaths; warnings: readonly Diagnostic[] }> {
  const wrong: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  const folders = (key: string, usual: string): readonly string[] => {
    const given = settings[key];
    if (!isSequence(given)) return [usual];
    return given.map((item, index) => {
      const folder = posix.normalize(String(item)).replace(/(.)\/$/, '$1');
      const location = file.locate([key, index]);
      if (posix.isAbsolute(folder) || folder === '..' || folder.startsWith('../'))
        wrong.push(error('A1011', `'${folder}' is not inside the project`, { location }));
      else if (folder === '.')
        wrong.push(
          error('A1011', `'${key}' cannot be the whole project`, {
            location,
            hint: 'move these files into a folder',
          }),
        );
      else if (!existsSync(join(root, folder)))
        warnings.push(warning('A1030', `the folder '${folder}' does not exist`, { location }));
      return folder;
    });
  };
  const declared = settings['target-path'];
  const target = targetPath ?? (typeof declared === 'string' ? declared : 'target');
  const clean = settings['clean-targets'];
  const paths: ProjectPaths = {
    models: folders('model-paths', 'models'),
    seeds: folders('seed-paths', 'seeds'),
    tests: folders('test-paths', 'tests'),
    macros: folders('macro-paths', 'macros'),
    snapshots: folders('snapshot-paths', 'snapshots'),
    analyses: folders('analysis-paths', 'analyses'),
    docs: [],
    assets: [],
    clean: isSequence(clean)
      ? (clean as readonly string[])
      : [typeof declared === 'string' ? declared : 'target'],
    target: resolve(root, target),
    packages: join(root, 'dbt_packages'),
    logs: join(root, 'logs'),
  };
  return wrong.length > 0 ? fail(...wrong) : ok({ paths, warnings });
}
