import { cpSync, mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type DiagnosticParts, error, fail, md5, ok, type Result } from '../base/index.ts';
import { downloadFile } from './download.ts';
import type { Pinned } from './pinned.ts';
import { unpack } from './unpack.ts';

/** A package whose files are here. */
export interface Fetched {
  readonly pinned: Pinned;
  readonly content:
    | { readonly kind: 'folder'; readonly path: string }
    | { readonly kind: 'link'; readonly path: string };
}

/** Gets the files of a package. Nothing of the project is touched yet. */
export async function fetchPackage(pinned: Pinned, downloads: string): Promise<Result<Fetched>> {
  const { content, name, spec } = pinned;
  if (content.kind !== 'archive') return ok({ pinned, content });
  const parts: DiagnosticParts = {
    ...(spec.location && { location: spec.location }),
    detail: [`of the package ${name}`],
  };
  const archive = join(downloads, `${name}.${md5(content.url)}.tar.gz`);
  mkdirSync(dirname(archive), { recursive: true });
  const downloaded = await downloadFile(content.url, archive, parts);
  if (!downloaded.ok) return downloaded;
  const unpacked = await unpack(archive, archive.replace(/\.tar\.gz$/, ''), content.url, parts);
  return unpacked.ok ? ok({ pinned, content: { kind: 'folder', path: unpacked.value } }) : unpacked;
}

/** Replaces the folder of installed packages by these. */
export function placePackages(packages: readonly Fetched[], folder: string): Result<void> {
  try {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    for (const { pinned, content } of packages) {
      const place = join(folder, pinned.name);
      if (content.kind === 'link') link(content.path, place);
      else move(content.path, place);
    }
    return ok(undefined);
  } catch (thrown) {
    const { path, message } = thrown as NodeJS.ErrnoException;
    return fail(error('A4004', `${path ?? folder} could not be written`, { detail: [message] }));
  }
}

/** Where links are not allowed, a copy. */
function link(path: string, place: string): void {
  try {
    symlinkSync(path, place, 'dir');
  } catch {
    cpSync(path, place, { recursive: true });
  }
}

/** The downloads may be on another disk. */
function move(path: string, place: string): void {
  try {
    renameSync(path, place);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code !== 'EXDEV') throw thrown;
    cpSync(path, place, { recursive: true, verbatimSymlinks: true });
  }
}
