import type { Location } from '../../base/index.ts';
import { valueAt } from '../schema/shapes.ts';
import { isMapping, type YamlPath, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

/** One key of a config, as one place gives it. */
export interface ConfigEntry {
  /** dbt's spelling without the `+`: `pre-hook`, also where `pre_hook` was written. */
  readonly key: string;
  readonly value: YamlValue;
  /** As it stands in the file, where its templates are evaluated already. */
  readonly written?: YamlValue;
  /** A place that is about this node alone, or a folder of project.yml, whose configs also reach nodes they are not for. */
  readonly from: 'node' | 'project';
  /** Where it is given: the key, or with a path the place inside its value. */
  locate(path?: YamlPath): Location;
}

/** All the keys that one place gives: a folder in project.yml, a properties entry, a `config()` call. */
export type ConfigLayer = readonly ConfigEntry[];

/** The kinds that are configured, as the project file names their sections. */
export type ConfigKind =
  | NativeConfigKind
  | 'snapshots'
  | 'unit_tests'
  | 'exposures'
  | 'metrics'
  | 'semantic_models'
  | 'saved_queries';

/** Those of native projects, whose keys are all known. */
export type NativeConfigKind = 'models' | 'seeds' | 'sources' | 'tests';

/** `pre_hook` is how `config()` has to spell `pre-hook`; a `+` only marks a config. */
export function canonicalKey(key: string): string {
  const bare = key.startsWith('+') ? key.slice(1).trim() : key;
  if (bare === 'pre_hook') return 'pre-hook';
  return bare === 'post_hook' ? 'post-hook' : bare;
}

/** The keys of a `config()` call, all at the place of the call unless it says better. */
export function configLayer(
  values: Readonly<Record<string, YamlValue>>,
  locate: (key: string) => Location,
): ConfigLayer {
  return Object.entries(values).map(([key, value]) => ({
    key: canonicalKey(key),
    value,
    from: 'node' as const,
    locate: () => locate(key),
  }));
}

/** The keys of a mapping in a YAML file. */
export function yamlLayer(
  file: YamlFile,
  path: YamlPath,
  value: YamlValue | undefined,
  from: ConfigEntry['from'] = 'node',
  takes: (key: string) => boolean = () => true,
): ConfigLayer {
  if (!isMapping(value)) return [];
  return Object.keys(value)
    .filter(takes)
    .map((key) => ({
      key: canonicalKey(key),
      value: value[key]!,
      ...whereRendered(file, path, key, value[key]!),
      from,
      locate: (inner: YamlPath = []) =>
        file.locate([...path, key, ...inner], inner.length === 0 ? 'key' : 'value'),
    }));
}

/** Values that no template was in are the file's own. */
function whereRendered(
  file: YamlFile,
  path: YamlPath,
  key: string,
  value: YamlValue,
): { readonly written?: YamlValue } {
  if (file.rendered !== true) return {};
  const written = valueAt(file.value, [...path, key]);
  return written === undefined || written === value ? {} : { written };
}
