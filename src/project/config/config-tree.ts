import type { Diagnostic } from '../../base/index.ts';
import type { ConfigFolder } from '../project.ts';
import { configShapes } from '../schema/node-config.ts';
import { isMapping, type YamlMapping, type YamlPath } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { checkEntries } from './check-entries.ts';
import { type ConfigLayer, canonicalKey, type NativeConfigKind, yamlLayer } from './config-entry.ts';

interface Folder {
  readonly layer: ConfigLayer;
  readonly folders: ReadonlyMap<string, Folder>;
  readonly path: readonly string[];
  readonly yamlPath: YamlPath;
}

const none: readonly ConfigLayer[] = [];

/** Configs whose values are mappings, which a folder of that name could be mistaken for. */
const mappingConfigs = new Set(['meta', 'docs', 'column_types', 'pre-hook', 'post-hook']);

/** The configs that one section of project.yml (`models:`) gives to the folders of the project. */
export class ConfigTree {
  readonly kind: NativeConfigKind;
  readonly #root: Folder;
  readonly #project: string;
  readonly #file: YamlFile;

  constructor(kind: NativeConfigKind, file: YamlFile, section: string, project: string) {
    this.kind = kind;
    this.#project = project;
    this.#file = file;
    const value = isMapping(file.value) ? file.value[section] : undefined;
    this.#root = readFolder(file, isMapping(value) ? value : {}, [], [section]);
  }

  /**
   * The layers for a node, from the outermost to the nearest. As in dbt the folders stand below the project's name; they
   * may also stand at the top. `fqn` is project, folders, name.
   */
  layersFor(fqn: readonly string[]): readonly ConfigLayer[] {
    if (this.#root.layer.length === 0 && this.#root.folders.size === 0) return none;
    const layers: ConfigLayer[] = [this.#root.layer];
    const scoped = this.#root.folders.get(this.#project);
    let inScope = fqn[0] === this.#project ? scoped : undefined;
    if (inScope !== undefined) layers.push(inScope.layer);
    let direct: Folder | undefined = this.#root;
    for (const part of fqn.slice(1)) {
      direct = direct?.folders.get(part);
      inScope = inScope?.folders.get(part);
      if (direct !== undefined) layers.push(direct.layer);
      if (inScope !== undefined) layers.push(inScope.layer);
      if (direct === undefined && inScope === undefined) break;
    }
    return layers.filter((layer) => layer.length > 0);
  }

  /** The folders that are named, without the project's name. */
  folders(): ConfigFolder[] {
    const found: ConfigFolder[] = [];
    const visit = (folder: Folder): void => {
      const path = folder.path[0] === this.#project ? folder.path.slice(1) : folder.path;
      if (path.length > 0 && folder.layer.length > 0)
        found.push({ kind: this.kind, path, locate: () => this.#file.locate(folder.yamlPath, 'key') });
      for (const below of folder.folders.values()) visit(below);
    };
    visit(this.#root);
    return found;
  }

  /** Unknown configs and values of the wrong type; templates may stand for any value. */
  check(): Diagnostic[] {
    const visit = (folder: Folder): Diagnostic[] => [
      ...checkEntries(this.kind, folder.layer, { templates: true }),
      ...[...folder.folders.values()].flatMap(visit),
    ];
    return visit(this.#root);
  }
}

function readFolder(file: YamlFile, value: YamlMapping, path: readonly string[], yamlPath: YamlPath): Folder {
  const isFolder = (key: string): boolean => {
    if (key.startsWith('+')) return false;
    const below = value[key];
    if (below === null) return !Object.values(configShapes).some((shapes) => Object.hasOwn(shapes, key));
    if (!isMapping(below)) return false;
    return (
      !mappingConfigs.has(canonicalKey(key)) || Object.keys(below).some((inner) => inner.startsWith('+'))
    );
  };
  const folders = new Map<string, Folder>();
  for (const key of Object.keys(value)) {
    if (!isFolder(key)) continue;
    const below = value[key];
    folders.set(key, readFolder(file, isMapping(below) ? below : {}, [...path, key], [...yamlPath, key]));
  }
  return {
    layer: yamlLayer(file, yamlPath, value, 'project', (key) => !isFolder(key)),
    folders,
    path,
    yamlPath,
  };
}
