import type { Diagnostic } from '../../base/index.ts';
import type { ListedResource, ProjectPaths } from '../../project/index.ts';
import type { RecordedEnv } from './recorded-env.ts';

/** What a cache file begins with: all that its content follows from. */
export interface CacheHead {
  readonly project: { readonly name: string; readonly paths: ProjectPaths };
  /** project.yml and selectors.yml; without a hash where there is none. */
  readonly settings: readonly CachedSetting[];
  readonly files: readonly CachedFile[];
  /** Which folders of resources are there. */
  readonly folders: readonly string[];
  readonly env: RecordedEnv;
  /** What was suspicious in files and nodes. */
  readonly warnings: readonly Diagnostic[];
  /** Whether there was something else, in the settings or in which files there are. */
  readonly warnedBefore: boolean;
}

export interface CachedSetting {
  readonly name: string;
  readonly hash: string | null;
  readonly stamp: string | null;
}

/** A resource file; `stamp` is null where the file was too young to be trusted by it. */
export interface CachedFile extends ListedResource {
  readonly hash: string;
  readonly stamp: string | null;
  /** Where its text is among the texts, in bytes. */
  readonly text?: readonly [start: number, end: number];
  readonly seed?: { readonly size: number; readonly checksum: string };
}

/** What `ls` prints of each node, in its order. */
export type CachedList = readonly (readonly [selector: string, name: string, path: string])[];
