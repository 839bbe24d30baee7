import type {
  ParsedDocs,
  ParsedFile,
  ParsedFixture,
  ParsedMacros,
  ParsedProperties,
  ParsedPython,
  ParsedQuery,
  ParsedSeed,
  ParsedSnapshots,
} from '../parse/index.ts';
import type { ProjectPackage } from '../project/index.ts';

/** The project or an installed package, and its files as parsed. */
export interface PackageFiles {
  readonly package: ProjectPackage;
  readonly files: readonly ParsedFile[];
}

/** A package's files by kind. */
export interface PackageSources {
  readonly package: ProjectPackage;
  readonly queries: readonly ParsedQuery[];
  readonly python: readonly ParsedPython[];
  readonly seeds: readonly ParsedSeed[];
  readonly snapshots: readonly ParsedSnapshots[];
  readonly macros: readonly ParsedMacros[];
  readonly properties: readonly ParsedProperties[];
  readonly docs: readonly ParsedDocs[];
  readonly fixtures: readonly ParsedFixture[];
}

type OfKind<K extends ParsedFile['kind']> = Extract<ParsedFile, { kind: K }>;

export function sortFiles({ package: owner, files }: PackageFiles): PackageSources {
  const of = <K extends ParsedFile['kind']>(...kinds: readonly K[]): OfKind<K>[] =>
    files.filter((file): file is OfKind<K> => (kinds as readonly string[]).includes(file.kind));
  return {
    package: owner,
    queries: of('model', 'test', 'analysis'),
    python: of('python'),
    seeds: of('seed'),
    snapshots: of('snapshots'),
    macros: of('macros'),
    properties: of('properties'),
    docs: of('docs'),
    fixtures: of('fixture'),
  };
}

/** The folders of a properties file below the resource path that it is in. */
export const foldersOf = ({ file }: ParsedProperties): readonly string[] =>
  file.path
    .slice(file.resourcePath.length + 1)
    .split('/')
    .slice(0, -1);
