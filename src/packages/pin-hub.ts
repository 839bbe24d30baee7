import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import { satisfies, type VersionCondition, versionCondition } from '../project/index.ts';
import type { HubPackage } from './hub.ts';
import type { HubSpec, PackageSpec } from './package-spec.ts';
import { parseSpec } from './parse-spec.ts';
import type { PinSettings } from './pin-settings.ts';
import type { Pinned } from './pinned.ts';
import { type Requirement, wishes } from './requirement.ts';
import { canAllHold, conditionsOf, isPrerelease, within } from './version.ts';

/** The highest version that suits everyone who asks for the package, and this dbt. */
export async function pinHub(requirement: Requirement, settings: PinSettings): Promise<Result<Pinned>> {
  const specs = requirement.filter((spec): spec is HubSpec => spec.kind === 'hub');
  const [first] = specs as [HubSpec, ...HubSpec[]];
  const name = first.package;
  const parts = first.location === undefined ? {} : { location: first.location };
  const found = await settings.hub.package(name, parts);
  if (!found.ok) return found;
  const conditions: VersionCondition[] = [];
  for (const spec of specs) {
    const read = conditionsOf(spec.versions, name);
    if (!read.ok) return fail(...read.diagnostics.map((wrong) => ({ ...parts, ...wrong })));
    conditions.push(...read.value);
  }
  const detail = wishes(requirement, (spec) => (spec.kind === 'hub' ? spec.versions.join(', ') : ''));
  if (!canAllHold(conditions))
    return fail(
      error('A7004', `no version of ${name} can suit all who ask for it`, {
        ...parts,
        detail,
        hint: 'change the version in packages.yml',
      }),
    );
  const prereleases =
    first.installPrerelease || conditions.some(({ version }) => version.prerelease.length > 0);
  const installable = installableVersions(found.value, prereleases, settings);
  const [version] = within(installable, conditions);
  if (version === undefined)
    return fail(noVersion(name, found.value, installable, conditions, { ...parts, detail }, settings));
  const chosen = found.value.versions.get(version)!;
  const needs: PackageSpec[] = [];
  for (const entry of chosen.packages) {
    const spec = parseSpec(entry, entry, { detail: [`it is asked for by ${name} ${version}`] }, name);
    if (!spec.ok) return spec;
    needs.push(spec.value);
  }
  const [latest = version] = within(installable, []);
  return ok({
    spec: first,
    name: chosen.name,
    needs,
    locked: { package: name, version },
    from: `version ${version}`,
    latest,
    upToDate: latest === version,
    warnings: found.value.moved === undefined ? [] : [found.value.moved],
    content: { kind: 'archive', url: chosen.tarball },
  });
}

function installableVersions(
  { versions }: HubPackage,
  prereleases: boolean,
  { dbtVersion, versionCheck }: PinSettings,
): string[] {
  return [...versions]
    .filter(([version]) => prereleases || !isPrerelease(version))
    .filter(([, { requireDbtVersion }]) => !versionCheck || fits(dbtVersion, requireDbtVersion))
    .map(([version]) => version);
}

const fits = (dbtVersion: string, required: readonly string[]): boolean =>
  required
    .flatMap((text) => text.split(','))
    .map((text) => versionCondition(text))
    .every(
      (condition) => condition === undefined || satisfies(versionCondition(dbtVersion)!.version, condition),
    );

function noVersion(
  name: string,
  { versions }: HubPackage,
  installable: readonly string[],
  conditions: readonly VersionCondition[],
  parts: { readonly detail: readonly string[] },
  { dbtVersion }: PinSettings,
): Diagnostic {
  const [other] = within([...versions.keys()], conditions);
  if (other !== undefined) {
    const required = versions.get(other)!.requireDbtVersion.join(', ');
    const why = isPrerelease(other)
      ? `${other} is a prerelease`
      : `${other} needs dbt ${required}, this is ${dbtVersion}`;
    return error('A7005', `no version of ${name} that is asked for can be installed`, {
      ...parts,
      detail: [...parts.detail, why],
      hint: isPrerelease(other)
        ? 'install_prerelease: true takes it'
        : 'take another version, or try it with --no-version-check',
    });
  }
  const there = within(installable, []);
  const shown = there.slice(0, 8).join(', ');
  return error('A7005', `${name} has no version that is asked for`, {
    ...parts,
    detail: [...parts.detail, `there are: ${shown}${there.length > 8 ? ', …' : ''}`],
    hint: 'change the version in packages.yml',
  });
}
