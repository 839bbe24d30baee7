import type {
  ColumnProperties,
  NodeProperties,
  TestProperties,
  VersionProperties,
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
