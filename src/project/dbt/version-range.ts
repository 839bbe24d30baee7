/** The version of dbt whose behaviour is followed. */
export const dbtVersion = '1.11.16';

/** One condition on a version, such as `>=1.3.0`. */
export interface VersionCondition {
  readonly operator: '>' | '>=' | '<' | '<=' | '=';
  readonly version: Version;
}

export interface Version {
  readonly numbers: readonly [number, number, number];
  /** What stands after the dash: `['rc', 1]`; empty for a release. */
  readonly prerelease: readonly (string | number)[];
}

const pattern =
  /^(>=|<=|>|<|=)?(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(?:-?((?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9]\d*|\d*[a-zA-Z-][0-9a-zA-Z-]*))*))?(?:\+[0-9A-Za-z.-]+)?$/;

/** Reads a condition; undefined where dbt would not take it, which is anything without three numbers. */
export function versionCondition(text: string): VersionCondition | undefined {
  const found = pattern.exec(text.trim());
  if (found === null) return undefined;
  const [, operator, major, minor, patch, prerelease] = found;
  return {
    operator: (operator ?? '=') as VersionCondition['operator'],
    version: {
      numbers: [Number(major), Number(minor), Number(patch)],
      prerelease: (prerelease?.split('.') ?? []).map((part) => (/^\d+$/.test(part) ? Number(part) : part)),
    },
  };
}

/** Negative when the first is older. A prerelease is older than its release. */
export function compareVersions(a: Version, b: Version): number {
  for (const index of [0, 1, 2] as const) {
    const difference = a.numbers[index] - b.numbers[index];
    if (difference !== 0) return difference;
  }
  if (a.prerelease.length === 0 || b.prerelease.length === 0)
    return Number(a.prerelease.length === 0) - Number(b.prerelease.length === 0);
  for (let index = 0; index < Math.max(a.prerelease.length, b.prerelease.length); index++) {
    const difference = comparePart(a.prerelease[index], b.prerelease[index]);
    if (difference !== 0) return difference;
  }
  return 0;
}

function comparePart(a: string | number | undefined, b: string | number | undefined): number {
  if (a === undefined || b === undefined) return Number(a !== undefined) - Number(b !== undefined);
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a === 'number' || typeof b === 'number') return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : Number(a > b);
}

export function satisfies(version: Version, { operator, version: bound }: VersionCondition): boolean {
  const difference = compareVersions(version, bound);
  switch (operator) {
    case '>':
      return difference > 0;
    case '>=':
      return difference >= 0;
    case '<':
      // What comes before a release is of the next version, not of the one below it.
      return difference < 0 && !(bound.prerelease.length === 0 && sameNumbers(version, bound));
    case '<=':
      return difference <= 0;
    case '=':
      return difference === 0;
  }
}

const sameNumbers = (a: Version, b: Version): boolean =>
  a.numbers.every((number, index) => number === b.numbers[index]);
