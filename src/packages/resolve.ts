import { error, fail, ok, type Result } from '../base/index.ts';
import type { PackageSpec } from './package-spec.ts';
import { pin } from './pin.ts';
import type { PinSettings } from './pin-settings.ts';
import type { Pinned } from './pinned.ts';
import { isKnown, type Requirement, Requirements } from './requirement.ts';

/**
 * What is to be installed for these, with all that they need themselves. A package is looked at as soon as it is asked
 * for, with what was wished of it until then; what it needs counts even if a later wish leads to another version.
 */
export async function resolvePackages(
  specs: readonly PackageSpec[],
  settings: PinSettings,
): Promise<Result<readonly Pinned[]>> {
  const all = new Requirements();
  let pending = new Requirements();
  const first = pending.addAll(specs);
  if (!first.ok) return first;
  while (pending.size > 0) {
    const next = new Requirements();
    for (const requirement of pending) {
      const news = requirement.filter((spec) => !isKnown(spec, all.get(spec)));
      if (news.length === 0) continue;
      const added = all.addAll(news);
      if (!added.ok) return added;
      const pinned = await pin(all.get(news[0]!)!, settings);
      if (!pinned.ok) return pinned;
      const needed = next.addAll(pinned.value.needs);
      if (!needed.ok) return needed;
    }
    pending = next;
  }
  return pinAll(all, settings);
}

/** Each as it is asked for, and nothing else: of a lock file. */
export async function pinExactly(
  specs: readonly PackageSpec[],
  settings: PinSettings,
): Promise<Result<readonly Pinned[]>> {
  const all = new Requirements();
  const added = all.addAll(specs);
  return added.ok ? pinAll(all, settings) : added;
}

async function pinAll(
  requirements: Iterable<Requirement>,
  settings: PinSettings,
): Promise<Result<readonly Pinned[]>> {
  const pinned: Pinned[] = [];
  for (const requirement of requirements) {
    const result = await pin(requirement, settings);
    if (!result.ok) return result;
    pinned.push(result.value);
  }
  return ok(pinned);
}

/** Each name is one folder, and the project's own is taken. */
export function checkNames(pinned: readonly Pinned[], project: string): Result<void> {
  const seen = new Map<string, Pinned>();
  for (const each of pinned) {
    const { name, spec } = each;
    const parts = spec.location === undefined ? {} : { location: spec.location };
    if (!/^[\w.-]+$/.test(name) || /^\.+$/.test(name))
      return fail(error('A7011', `'${name}' cannot be the name of a package`, parts));
    if (name === project)
      return fail(
        error('A7010', `a package is called '${name}', as the project itself`, {
          ...parts,
          hint: 'change name: in one of the two dbt_project.yml',
        }),
      );
    const other = seen.get(name);
    if (other !== undefined)
      return fail(
        error('A7010', `two packages are called '${name}'`, {
          ...parts,
          detail: [other, each].map(
            ({ locked, spec: { askedBy } }) =>
              `${Object.values(locked).join(' ')}, asked for by ${askedBy ?? 'this project'}`,
          ),
          hint: 'take it from one place',
        }),
      );
    seen.set(name, each);
  }
  return ok(undefined);
}
