import {
  type ColumnProperties,
  type ConfigLayer,
  isMapping,
  isSequence,
  type NodeProperties,
  type TestProperties,
  type VersionProperties,
  type YamlValue,
} from '../project/index.ts';
import type { Version } from './node-parts.ts';

export const formattedVersion = (version: Version): string => `v${version}`;

/** The greatest of the versions: by number where all that are compared are numbers, else by text. */
export const latestOf = (versions: readonly Version[]): Version =>
  versions.reduce((latest, version) => (isGreater(version, latest) ? version : latest));

export function isGreater(a: Version, b: Version): boolean {
  const [left, right] = [numberOf(a), numberOf(b)];
  return left === undefined || right === undefined ? String(a) > String(b) : left > right;
}

function numberOf(version: Version): number | undefined {
  const number = typeof version === 'number' ? version : Number(version.trim() || 'none');
  return Number.isNaN(number) ? undefined : number;
}

/** The columns of a model, or of one version of it: those of the model that it includes, then its own. */
export function columnsOf(
  entry: NodeProperties | undefined,
  version: VersionProperties | undefined,
): readonly ColumnProperties[] {
  if (entry === undefined) return [];
  if (version === undefined) return entry.columns;
  const { include, exclude } = version;
  const included = entry.columns.filter(
    ({ name }) => (include === '*' || include.includes(name)) && !exclude.includes(name),
  );
  return [...included, ...version.columns];
}

/** The tests of a whole model, or of one version of it. */
export const testsOf = (
  entry: NodeProperties,
  version: VersionProperties | undefined,
): readonly TestProperties[] => version?.tests ?? entry.tests;

/** The config of a version, put into that of its model: mappings key by key, its lists before those of the model. */
export function versionConfig(ofModel: ConfigLayer, ofVersion: ConfigLayer): ConfigLayer {
  const merged = new Map(ofModel.map((entry) => [entry.key, entry]));
  for (const entry of ofVersion) {
    const known = merged.get(entry.key);
    merged.set(
      entry.key,
      known === undefined ? entry : { ...entry, value: deeply(known.value, entry.value) },
    );
  }
  return [...merged.values()];
}

function deeply(below: YamlValue, above: YamlValue): YamlValue {
  if (isSequence(above)) return isSequence(below) ? [...above, ...below] : above;
  if (!isMapping(above) || !isMapping(below)) return above;
  const both: Record<string, YamlValue> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const known = below[key];
    both[key] = known === undefined ? value : deeply(known, value);
  }
  return both;
}
