import { type ConfigEntry, type ConfigKind, type ConfigLayer, canonicalKey } from '../config/config-entry.ts';
import type { ConfigFolder } from '../project.ts';
import { isMapping, type YamlMapping, type YamlPath } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

/** The section of dbt_project.yml that configures each kind. */
export const sectionOf: Readonly<Record<ConfigKind, string>> = {
  models: 'models',
  seeds: 'seeds',
  snapshots: 'snapshots',
  sources: 'sources',
  tests: 'data_tests',
  unit_tests: 'unit_tests',
  exposures: 'exposures',
  metrics: 'metrics',
  semantic_models: 'semantic-models',
  saved_queries: 'saved-queries',
};

/**
 * The configs of one section of dbt_project.yml, by dbt's rule: a mapping without `+` is a folder, whatever it is called,
 * and the first folder is a package.
 */
export class DbtConfigTree {
  readonly #kind: ConfigKind;
  readonly #file: YamlFile;
  readonly #section: string;
  readonly #value: YamlMapping;
  readonly #written: YamlMapping;
  readonly #layers = new Map<string, ConfigLayer>();

  constructor(kind: ConfigKind, file: YamlFile, rendered: YamlMapping, written: YamlMapping) {
    this.#kind = kind;
    this.#file = file;
    const section = sectionOf[kind];
    this.#section = kind === 'tests' && !(section in written) ? 'tests' : section;
    this.#value = mappingAt(rendered, this.#section);
    this.#written = mappingAt(written, this.#section);
  }

  layersFor(fqn: readonly string[]): readonly ConfigLayer[] {
    const layers: ConfigLayer[] = [];
    let value = this.#value;
    let written = this.#written;
    for (let depth = 0; ; depth++) {
      const layer = this.#layer(fqn.slice(0, depth), value, written);
      if (layer.length > 0) layers.push(layer);
      const next = depth < fqn.length ? value[fqn[depth]!] : undefined;
      if (!isMapping(next)) return layers;
      written = mappingAt(written, fqn[depth]!);
      value = next;
    }
  }

  /** The folders that have configs of their own, with the package as the first; the section itself among them. */
  folders(): ConfigFolder[] {
    const found: ConfigFolder[] = [];
    const visit = (value: YamlMapping, path: readonly string[]): void => {
      const names = Object.keys(value).filter((key) => isFolder(key, value));
      if (names.length < Object.keys(value).length)
        found.push({
          kind: this.#kind,
          path,
          locate: () => this.#file.locate([this.#section, ...path], 'key'),
        });
      for (const name of names) visit(value[name] as YamlMapping, [...path, name]);
    };
    visit(this.#value, []);
    return found;
  }

  #layer(path: readonly string[], value: YamlMapping, written: YamlMapping): ConfigLayer {
    const key = path.join('\0');
    const known = this.#layers.get(key);
    if (known !== undefined) return known;
    const at: YamlPath = [this.#section, ...path];
    const layer = Object.keys(value)
      .filter((name) => !isFolder(name, value))
      .map(
        (name): ConfigEntry => ({
          key: canonicalKey(name),
          value: value[name]!,
          ...(written[name] === undefined ? {} : { written: written[name] }),
          from: 'project',
          locate: (inside = []) =>
            this.#file.locate([...at, name, ...inside], inside.length === 0 ? 'key' : 'value'),
        }),
      );
    this.#layers.set(key, layer);
    return layer;
  }
}

const isFolder = (key: string, value: YamlMapping): boolean => !key.startsWith('+') && isMapping(value[key]);

function mappingAt(value: YamlMapping, key: string): YamlMapping {
  const found = value[key];
  return isMapping(found) ? found : {};
}
