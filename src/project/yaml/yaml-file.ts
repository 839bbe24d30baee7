import type { Diagnostic, Location, SourceText } from '../../base/index.ts';
import type { YamlPath, YamlValue } from './value.ts';

/** A YAML text with its value; where things stand in it is found out only when asked. */
export interface YamlFile {
  readonly source: SourceText;
  /** Null when the file is empty. */
  readonly value: YamlValue;
  /** Whether its values are used with their templates evaluated; `value` has them as written. */
  readonly rendered?: boolean;
  /** The keys that are there twice, where that is no error. */
  readonly warnings: readonly Diagnostic[];
  /** The place of a key or value; of the nearest thing around it where the path does not exist. */
  locate(path: YamlPath, what?: 'key' | 'value'): Location;
}
