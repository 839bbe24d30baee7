import { error, fail, ok, type Result } from '../base/index.ts';
import { compareVersions, satisfies, type VersionCondition, versionCondition } from '../project/index.ts';

/** The conditions that texts say; `name` is the package they are about. */
export function conditionsOf(texts: readonly string[], name: string): Result<VersionCondition[]> {
  const conditions: VersionCondition[] = [];
  for (const text of texts) {
    const condition = versionCondition(text);
    if (condition === undefined) return fail(notVersion(text, name));
    conditions.push(condition);
  }
  return ok(conditions);
}

function notVersion(text: string, name: string) {
  const parts = text.split(',').map((part) => part.trim());
  const several = parts.length > 1 && parts.every((part) => versionCondition(part) !== undefined);
  const hint = several
    ? `several conditions are a list: version: [${parts.map((part) => `"${part}"`).join(', ')}]`
    : /^\d+\.\d+$/.test(text)
      ? `a version has three numbers: "${text}.0"`
      : 'a version has three numbers: 1.2.0, or >=1.2.0';
  return error('A7003', `'${text}' is not a version (of ${name})`, { hint });
}

export const isPrerelease = (version: string): boolean =>
  (versionCondition(version)?.version.prerelease.length ?? 0) > 0;

/** Whether some version could satisfy all the conditions, be there one or not. */
export const canAllHold = (conditions: readonly VersionCondition[]): boolean =>
  conditions.every((a, index) => conditions.slice(index + 1).every((b) => canBothHold(a, b)));

function canBothHold(a: VersionCondition, b: VersionCondition): boolean {
  if (a.operator === '=') return satisfies(a.version, b);
  if (b.operator === '=') return satisfies(b.version, a);
  if (a.operator[0] === b.operator[0]) return true;
  const [lower, upper] = a.operator[0] === '>' ? [a, b] : [b, a];
  const order = compareVersions(lower.version, upper.version);
  return order < 0 || (order === 0 && lower.operator === '>=' && upper.operator === '<=');
}

/** The versions that satisfy all the conditions, highest first. */
export function within(versions: readonly string[], conditions: readonly VersionCondition[]): string[] {
  const read = versions.flatMap((text) => {
    const version = versionCondition(text)?.version;
    return version === undefined ? [] : [{ text, version }];
  });
  return read
    .filter(({ version }) => conditions.every((condition) => satisfies(version, condition)))
    .sort((a, b) => compareVersions(b.version, a.version))
    .map(({ text }) => text);
}
