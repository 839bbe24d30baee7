import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { error, fail, md5, ok, type Result, warning } from '../base/index.ts';
import { downloadFile } from './download.ts';
import type { GitSpec, LocalSpec, TarballSpec } from './package-spec.ts';
import { pinHub } from './pin-hub.ts';
import type { PinSettings } from './pin-settings.ts';
import type { Pinned } from './pinned.ts';
import { readPackage } from './read-package.ts';
import { type Requirement, wishes } from './requirement.ts';
import { unpack } from './unpack.ts';

/** Decides what exactly of a package is installed, and finds out what it is called and needs itself. */
export function pin(requirement: Requirement, settings: PinSettings): Promise<Result<Pinned>> {
  const [spec] = requirement;
  switch (spec.kind) {
    case 'hub':
      return pinHub(requirement, settings);
    case 'git':
      return pinGit(requirement, spec, settings);
    case 'local':
      return Promise.resolve(pinLocal(spec, settings));
    case 'tarball':
      return pinTarball(spec, settings);
  }
}

function pinLocal(spec: LocalSpec, { root, render }: PinSettings): Result<Pinned> {
  const path = resolve(root, spec.local.replace(/^~(?=\/|$)/, homedir()));
  const read = readPackage({ path, shown: shownFolder(root, path), ...spec }, render);
  if (!read.ok) return read;
  return ok({
    spec,
    name: read.value.name,
    needs: read.value.specs,
    locked: { local: spec.local },
    from: `<local @ ${spec.local}>`,
    warnings: [],
    content: { kind: 'link', path },
  });
}

const shownFolder = (root: string, path: string): string => {
  const shown = relative(root, path).replaceAll('\\', '/');
  return shown === '' ? '.' : shown;
};

async function pinGit(
  requirement: Requirement,
  spec: GitSpec,
  { git, render, mask }: PinSettings,
): Promise<Result<Pinned>> {
  const parts = spec.location === undefined ? {} : { location: spec.location };
  const shown = mask(spec.git);
  const asked = new Set(requirement.flatMap((each) => (each.kind === 'git' ? (each.revision ?? []) : [])));
  if (asked.size > 1) {
    const say = (each: Requirement[number]) => (each.kind === 'git' ? (each.revision ?? 'no revision') : '');
    return fail(
      error('A7015', `${shown} is asked for in ${asked.size} revisions`, {
        ...parts,
        detail: wishes(requirement, say),
        hint: 'name the same revision in packages.yml',
      }),
    );
  }
  const [revision = 'HEAD'] = asked;
  const checkout = await git.checkout(spec.git, revision, parts);
  if (!checkout.ok)
    return fail(
      ...checkout.diagnostics.map((wrong) => ({
        ...wrong,
        message: mask(wrong.message),
        ...(wrong.detail && { detail: wrong.detail.map(mask) }),
      })),
    );
  const { dir, commit } = checkout.value;
  const { subdirectory } = spec;
  const path = subdirectory === undefined ? dir : join(dir, subdirectory);
  if (relative(dir, path).startsWith('..'))
    return fail(error('A7011', `subdirectory: '${subdirectory}' is not in the repository`, parts));
  const below = subdirectory === undefined ? shown : `${subdirectory} of ${shown}`;
  const read = readPackage({ path, shown: below, ...spec }, render);
  if (!read.ok) return read;
  const unpinned = ['HEAD', 'main', 'master'].includes(revision);
  const warns = requirement.every((each) => each.kind !== 'git' || each.warnUnpinned);
  const how = revision === 'HEAD' ? 'its default branch' : `the branch '${revision}'`;
  const written = typeof spec.written.git === 'string' ? spec.written.git : spec.git;
  return ok({
    spec,
    name: read.value.name,
    needs: read.value.specs,
    locked: {
      git: mask(written),
      revision: commit,
      ...(subdirectory !== undefined && { subdirectory }),
    },
    from: `revision ${commit}`,
    ...(subdirectory !== undefined && { subdirectory }),
    warnings: [
      ...(unpinned && warns
        ? [
            warning('A7014', `${shown} is not pinned: it follows ${how}`, {
              ...parts,
              hint: `write revision: with a tag or a commit, such as ${commit.slice(0, 12)}`,
            }),
          ]
        : []),
      ...(mask(written) === written ? [] : [secretIn(mask(written), parts)]),
    ],
    content: { kind: 'folder', path },
  });
}

async function pinTarball(spec: TarballSpec, settings: PinSettings): Promise<Result<Pinned>> {
  const { downloads, render, mask } = settings;
  const parts = spec.location === undefined ? {} : { location: spec.location };
  const archive = join(downloads, `${md5(spec.tarball)}.tar.gz`);
  mkdirSync(dirname(archive), { recursive: true });
  const shown = mask(spec.tarball);
  const downloaded = await downloadFile(spec.tarball, archive, parts);
  if (!downloaded.ok) return downloaded;
  const unpacked = await unpack(archive, archive.replace(/\.tar\.gz$/, ''), shown, parts);
  if (!unpacked.ok) return unpacked;
  const read = readPackage({ path: unpacked.value, shown, ...spec }, render);
  if (!read.ok) return read;
  const written = typeof spec.written.tarball === 'string' ? spec.written.tarball : spec.tarball;
  return ok({
    spec,
    name: spec.name,
    needs: read.value.specs,
    locked: { tarball: mask(written) },
    from: `tarball (url: ${shown})`,
    warnings: mask(written) === written ? [] : [secretIn(mask(written), parts)],
    content: { kind: 'folder', path: unpacked.value },
  });
}

const secretIn = (masked: string, parts: object) =>
  warning('A7018', `a secret stands in ${masked}, and is masked in package-lock.yml`, {
    ...parts,
    hint: "write {{ env_var('…') }} instead of its value",
  });
