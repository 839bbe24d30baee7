import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import type { RenderValue } from '../project/index.ts';
import { type AddedPackage, addPackage } from './add-package.ts';
import type { TellPackages } from './event.ts';
import { Git } from './git.ts';
import { Hub } from './hub.ts';
import { type Fetched, fetchPackage, placePackages } from './install.ts';
import { hashOf, lockFileName, readLock, writeLock } from './lock-file.ts';
import type { PinSettings } from './pin-settings.ts';
import type { Pinned } from './pinned.ts';
import { type PackageFacts, readPackage } from './read-package.ts';
import { checkNames, pinExactly, resolvePackages } from './resolve.ts';

export interface InstallRequest {
  /** The project's folder, absolute. */
  readonly root: string;
  readonly render: RenderValue;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly dbtVersion: string;
  /** False: takes also what says that it needs another dbt. */
  readonly versionCheck: boolean;
  /** Decides anew, although packages.yml has not changed. */
  readonly upgrade?: boolean;
  /** Only writes the lock file. */
  readonly lockOnly?: boolean;
  readonly add?: AddedPackage;
  readonly tell: TellPackages;
  /** What becomes of a warning: it is told, counts as an error, or is left out. */
  readonly settle: (warning: Diagnostic) => Diagnostic | undefined;
}

const usualHub = 'https://hub.getdbt.com/';

/** `deps`: writes package-lock.yml where it is missing or outdated, and installs what it says. */
export async function installPackages(request: InstallRequest): Promise<Result<void>> {
  const { root, render, env } = request;
  const facts = readProject(request);
  if (!facts.ok) return facts;
  const kept = env.DBT_DOWNLOADS_DIR;
  const downloads = kept ? resolve(root, kept) : mkdtempSync(join(tmpdir(), 'dbt-downloads-'));
  mkdirSync(downloads, { recursive: true });
  const settings: PinSettings = {
    root,
    render,
    hub: new Hub(env.DBT_ENGINE_PACKAGE_HUB_URL || env.DBT_PACKAGE_HUB_URL || usualHub),
    git: new Git(downloads, env),
    downloads,
    dbtVersion: request.dbtVersion,
    versionCheck: request.versionCheck,
    mask: masking(env),
  };
  try {
    const locked = await bringLockUpToDate(facts.value, request, settings);
    if (!locked.ok || request.lockOnly === true) return locked.ok ? ok(undefined) : locked;
    const folder = installFolder(facts.value, request);
    if (!folder.ok) return folder;
    return await install(locked.value, folder.value, request, settings);
  } finally {
    if (!kept) rmSync(downloads, { recursive: true, force: true });
  }
}

function readProject(request: InstallRequest): Result<PackageFacts> {
  const { root, render, add, tell } = request;
  const facts = readPackage({ path: root, shown: '' }, render);
  if (!facts.ok || add === undefined) return facts;
  const added = addPackage(root, facts.value.packagesFile, add, tell);
  return added.ok ? readPackage({ path: root, shown: '' }, render) : added;
}

/** What was decided just now; undefined if the lock file is still good. */
async function bringLockUpToDate(
  { specs, name }: PackageFacts,
  { root, render, upgrade, tell }: InstallRequest,
  settings: PinSettings,
): Promise<Result<readonly Pinned[] | undefined>> {
  const lock = upgrade === true ? ok(undefined) : readLock(root, render);
  if (!lock.ok) return lock;
  const hash = hashOf(specs);
  if (lock.value?.hash === hash) return ok(undefined);
  if (specs.length === 0) return ok(lock.value === undefined ? [] : undefined);
  const pinned = await resolvePackages(specs, settings);
  if (!pinned.ok) return pinned;
  const named = checkNames(pinned.value, name);
  if (!named.ok) return named;
  try {
    const path = writeLock(root, pinned.value, hash);
    tell({ kind: 'locked', path, packages: pinned.value.length });
  } catch (thrown) {
    return fail(
      error('A4004', `${lockFileName} could not be written`, { detail: [(thrown as Error).message] }),
    );
  }
  return pinned;
}

async function install(
  decided: readonly Pinned[] | undefined,
  folder: string,
  { root, render, tell, settle }: InstallRequest,
  settings: PinSettings,
): Promise<Result<void>> {
  let pinned = decided;
  if (pinned === undefined) {
    const lock = readLock(root, render);
    if (!lock.ok) return lock;
    const exact = await pinExactly(lock.value?.specs ?? [], settings);
    if (!exact.ok) return exact;
    const named = checkNames(exact.value, '');
    if (!named.ok) return named;
    pinned = exact.value;
  }
  if (pinned.length === 0) {
    tell({ kind: 'no_packages' });
    return placePackages([], folder);
  }
  const told = new Set<string>();
  const fetched: Fetched[] = [];
  for (const each of pinned) {
    const { name, spec } = each;
    tell({ kind: 'installing', name: shownName(each, settings) });
    // From a lock file a revision is always a commit.
    for (const warning of decided !== undefined || spec.kind !== 'git' ? each.warnings : []) {
      const diagnostic = told.has(warning.message) ? undefined : settle(warning);
      told.add(warning.message);
      if (diagnostic?.severity === 'error') return fail(diagnostic);
      if (diagnostic !== undefined) tell({ kind: 'diagnosed', diagnostic });
    }
    const result = await fetchPackage(each, settings.downloads);
    if (!result.ok) return result;
    fetched.push(result.value);
    const { from, latest, upToDate, subdirectory } = each;
    tell({
      kind: 'installed',
      name,
      from,
      ...(latest !== undefined && { latest }),
      ...(upToDate !== undefined && { upToDate }),
      ...(subdirectory !== undefined && { subdirectory }),
    });
  }
  const placed = placePackages(fetched, folder);
  if (!placed.ok) return placed;
  const outdated = pinned.filter(({ upToDate }) => upToDate === false);
  if (outdated.length > 0)
    tell({ kind: 'updates_available', names: outdated.map((each) => shownName(each, settings)) });
  return ok(undefined);
}

/** As dbt says it is installing: the name on the hub, the address, the folder. */
const shownName = ({ spec, name, subdirectory }: Pinned, { mask }: PinSettings): string => {
  if (spec.kind === 'hub') return spec.package;
  if (spec.kind === 'local') return spec.local;
  if (spec.kind === 'tarball') return name;
  return mask(subdirectory === undefined ? spec.git : `${spec.git}/${subdirectory}`);
};

function installFolder({ settings }: PackageFacts, { root, render }: InstallRequest): Result<string> {
  const given = settings['packages-install-path'] ?? settings['modules-path'];
  if (typeof given !== 'string' || given === '') return ok(resolve(root, 'dbt_packages'));
  const rendered = /\{[{%]/.test(given) ? render(given, { file: 'dbt_project.yml' }) : ok(given);
  return rendered.ok ? ok(resolve(root, String(rendered.value))) : rendered;
}

/** Values of secrets do not belong in messages and files. */
function masking(env: Readonly<Record<string, string | undefined>>): (text: string) => string {
  const secrets = Object.entries(env).flatMap(([name, value]) =>
    name.startsWith('DBT_ENV_SECRET') && value ? [value] : [],
  );
  return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, '*****'), text);
}
