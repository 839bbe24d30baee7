import type { Location } from '../../base/index.ts';
import { type ConfigLayer, yamlLayer } from '../config/config-entry.ts';
import { isMapping, isSequence, type YamlMapping, type YamlPath, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';

/** What is spelled differently in the kinds of projects. */
export interface Spelling {
  /** Keys that stand beside `config:` as well as in it. */
  readonly beside: {
    readonly node: readonly string[];
    readonly source: readonly string[];
    readonly macro: readonly string[];
    readonly exposure: readonly string[];
  };
  /** Whether a key of a data test is a config wherever it stands. */
  isTestConfig(key: string): boolean;
  /**
   * What stands below `arguments:`: arguments only, or also what can stand beside them, or nothing, since it is an
   * argument like any other.
   */
  readonly inArguments: 'arguments' | 'everything' | 'nothing';
}

/** A mapping of a YAML file whose shape was checked, and its place. */
export class Section {
  readonly file: YamlFile;
  readonly path: YamlPath;
  readonly value: YamlMapping;
  readonly spelling: Spelling;

  constructor(file: YamlFile, path: YamlPath, value: YamlMapping, spelling: Spelling) {
    this.file = file;
    this.path = path;
    this.value = value;
    this.spelling = spelling;
  }

  text(key: string): string | undefined {
    const value = this.value[key];
    return typeof value === 'string' ? value : undefined;
  }

  texts(key: string): readonly string[] | undefined {
    const value = this.value[key];
    if (value === undefined || value === null) return undefined;
    return isSequence(value) ? (value as readonly string[]) : [value as string];
  }

  mapping(key: string): YamlMapping | undefined {
    const value = this.value[key];
    return isMapping(value) ? value : undefined;
  }

  section(key: string): Section | undefined {
    const value = this.mapping(key);
    return value === undefined
      ? undefined
      : new Section(this.file, [...this.path, key], value, this.spelling);
  }

  /** The mappings of a list. */
  items(key: string): readonly Section[] {
    const sections: Section[] = [];
    const items = this.list(key);
    for (let index = 0; index < items.length; index++) {
      const item = items[index];
      if (isMapping(item))
        sections.push(new Section(this.file, [...this.path, key, index], item, this.spelling));
    }
    return sections;
  }

  list(key: string): readonly YamlValue[] {
    const value = this.value[key];
    return isSequence(value) ? value : [];
  }

  /** What stands beside `config:`, then what stands in it. */
  config(beside: readonly string[]): ConfigLayer {
    const inside = this.section('config');
    const outer = yamlLayer(this.file, this.path, this.value, 'node', (key) => beside.includes(key));
    if (inside === undefined) return outer;
    const inner = yamlLayer(this.file, inside.path, inside.value);
    if (outer.length === 0) return inner;
    const keys = new Set(inner.map(({ key }) => key));
    return [...outer.filter(({ key }) => !keys.has(key)), ...inner];
  }

  /** The place of something inside: of the `name` without a path. */
  locate(...path: (string | number)[]): Location {
    if (path.length > 0) return this.file.locate([...this.path, ...path]);
    return this.file.locate('name' in this.value ? [...this.path, 'name'] : this.path);
  }
}
