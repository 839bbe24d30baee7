import { createHash } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { error, fail, ok, type Result } from '../base/index.ts';
import {
  isMapping,
  isSequence,
  type RenderValue,
  readText,
  readYaml,
  renderValues,
  writeYaml,
  YamlFloat,
  type YamlValue,
} from '../project/index.ts';
import type { PackageSpec } from './package-spec.ts';
import { parseSpec } from './parse-spec.ts';
import type { Pinned } from './pinned.ts';

export const lockFileName = 'package-lock.yml';

export interface LockFile {
  /** Of the packages.yml that it was made from. */
  readonly hash: string | undefined;
  readonly specs: readonly PackageSpec[];
}

/** Undefined where there is none. */
export function readLock(root: string, render: RenderValue): Result<LockFile | undefined> {
  const path = join(root, lockFileName);
  if (!existsSync(path)) return ok(undefined);
  const text = readText(path, lockFileName);
  if (!text.ok) return text;
  const file = readYaml(text.value.source);
  if (!file.ok) return file;
  const { value } = file.value;
  if (value === null) return ok({ hash: undefined, specs: [] });
  if (!isMapping(value) || !isSequence(value.packages ?? []))
    return fail(
      error('A7016', `${lockFileName} has no list of packages`, {
        location: file.value.locate([]),
        hint: 'write it anew: assay deps --upgrade',
      }),
    );
  const written = (value.packages ?? []) as readonly YamlValue[];
  const rendered = renderValues(file.value, ['packages'], written, render);
  if (!rendered.ok) return rendered;
  const specs: PackageSpec[] = [];
  for (const [index, entry] of (rendered.value as readonly YamlValue[]).entries()) {
    const before = written[index];
    const place = { location: file.value.locate(['packages', index]) };
    const spec = parseSpec(entry, isMapping(before) ? before : {}, place);
    if (!spec.ok) return spec;
    specs.push(spec.value);
  }
  return ok({ hash: typeof value.sha1_hash === 'string' ? value.sha1_hash : undefined, specs });
}

export function writeLock(root: string, pinned: readonly Pinned[], hash: string): string {
  const path = join(root, lockFileName);
  const packages = pinned.map(({ locked, name }) => ({ ...locked, name }));
  writeFileSync(path, writeYaml({ packages, sha1_hash: hash }));
  return path;
}

/** By which dbt knows whether packages.yml has changed since the lock file was written. */
export function hashOf(specs: readonly PackageSpec[]): string {
  const texts = specs.map((spec) => pythonJson(hashed(spec))).sort();
  return createHash('sha1').update(texts.join('\n')).digest('hex');
}

/** An entry with all the keys that its kind has. */
function hashed(spec: PackageSpec): { readonly [key: string]: YamlValue } {
  const { rendered, written: unrendered } = spec;
  const name = rendered.name === undefined || rendered.name === null ? {} : { name: rendered.name };
  switch (spec.kind) {
    case 'hub':
      return {
        install_prerelease: rendered.install_prerelease ?? false,
        package: spec.package,
        version: rendered.version ?? null,
        unrendered,
        ...name,
      };
    case 'git':
      return {
        git: spec.git,
        revision: rendered.revision ?? null,
        'warn-unpinned': rendered['warn-unpinned'] ?? null,
        subdirectory: rendered.subdirectory ?? null,
        unrendered,
        ...name,
      };
    case 'local':
      return { local: spec.local, unrendered, ...name };
    case 'tarball':
      return { tarball: spec.tarball, unrendered, ...name };
  }
}

/** JSON as Python's json.dumps(…, sort_keys=True) writes it. */
function pythonJson(value: YamlValue): string {
  if (isSequence(value)) return `[${value.map(pythonJson).join(', ')}]`;
  if (isMapping(value)) {
    const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, field]) => `${pythonJson(key)}: ${pythonJson(field)}`).join(', ')}}`;
  }
  if (typeof value !== 'string') return value instanceof YamlFloat ? String(value) : String(value);
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
