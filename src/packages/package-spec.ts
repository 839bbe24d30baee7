import type { Location } from '../base/index.ts';
import type { YamlMapping } from '../project/index.ts';

/** What all kinds of entries have. */
interface SpecBase {
  /** The entry with its templates evaluated, and as it is written; the lock file's hash is of both. */
  readonly rendered: YamlMapping;
  readonly written: YamlMapping;
  /** Absent where the hub says it. */
  readonly location?: Location;
  /** The package whose own packages.yml has the entry; absent for the project's own. */
  readonly askedBy?: string;
}

export interface HubSpec extends SpecBase {
  readonly kind: 'hub';
  readonly package: string;
  readonly versions: readonly string[];
  readonly installPrerelease: boolean;
}

export interface GitSpec extends SpecBase {
  readonly kind: 'git';
  readonly git: string;
  readonly revision?: string;
  readonly warnUnpinned: boolean;
  readonly subdirectory?: string;
}

export interface LocalSpec extends SpecBase {
  readonly kind: 'local';
  readonly local: string;
}

export interface TarballSpec extends SpecBase {
  readonly kind: 'tarball';
  readonly tarball: string;
  readonly name: string;
}

/** An entry of packages.yml. */
export type PackageSpec = HubSpec | GitSpec | LocalSpec | TarballSpec;

/** The same package asked for twice has the same key, whatever its version. */
export function keyOf(spec: PackageSpec): string {
  switch (spec.kind) {
    case 'hub':
      return spec.package;
    case 'git':
      return `${spec.git.replace(/\.git$/, '')}${spec.subdirectory === undefined ? '' : `/${spec.subdirectory}`}`;
    case 'local':
      return spec.local;
    case 'tarball':
      return spec.tarball;
  }
}

/** What a person calls it: the name on the hub, the address, the folder. */
export function nameOf(spec: PackageSpec): string {
  if (spec.kind === 'tarball') return spec.name;
  return spec.kind === 'git' && spec.subdirectory !== undefined
    ? `${spec.git}/${spec.subdirectory}`
    : spec.kind === 'git'
      ? spec.git
      : keyOf(spec);
}
