import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, fail, ok, type Result, sha256, warning } from '../../base/index.ts';
import type { ProjectPaths } from '../project.ts';
import { fileIn } from './file-in.ts';
import { type FileReader, plainReader } from './file-reader.ts';
import { listFiles } from './list-files.ts';
import type { ProjectFile, SeedFile, TextFile, TextFileKind } from './project-file.ts';
import { unreadable } from './read-text.ts';

export type Folders = Exclude<
  keyof ProjectPaths,
  'docs' | 'assets' | 'clean' | 'target' | 'packages' | 'logs'
>;

/** What the files of a folder are, by how their names end; every folder can have properties and docs. */
const kinds: Readonly<Record<Folders, Readonly<Record<string, TextFileKind | 'seed'>>>> = {
  models: { sql: 'model' },
  seeds: { csv: 'seed' },
  tests: { sql: 'test' },
  macros: { sql: 'macro' },
  snapshots: { sql: 'snapshot' },
  analyses: { sql: 'analysis' },
};
const everywhere: Readonly<Record<string, TextFileKind>> = {
  yml: 'properties',
  yaml: 'properties',
  md: 'docs',
};

export interface ReadFiles {
  readonly files: readonly ProjectFile[];
  readonly warnings: readonly Diagnostic[];
}

/** All the resource files of a project with their content, sorted by path. */
export function readFiles(
  root: string,
  paths: ProjectPaths,
  reader: FileReader = plainReader,
): Result<ReadFiles> {
  const listed = listResources(root, paths);
  const files: ProjectFile[] = [];
  const wrong: Diagnostic[] = [...listed.wrong];
  for (const { path, resourcePath, kind } of listed.resources) {
    const read = readOne(root, path, resourcePath, kind, reader);
    if (read.ok) files.push(read.value);
    else wrong.push(...read.diagnostics);
  }
  if (wrong.length > 0) return fail(...wrong);
  return ok({ files: files.sort((a, b) => (a.path < b.path ? -1 : 1)), warnings: listed.warnings });
}

/** A resource file that is there, not read. */
export interface ListedResource {
  readonly path: string;
  readonly resourcePath: string;
  readonly kind: TextFileKind | 'seed';
}

/** Every file below the folders of a project that is a resource. */
export function listResources(
  root: string,
  paths: Pick<ProjectPaths, Folders>,
): {
  readonly resources: readonly ListedResource[];
  readonly wrong: readonly Diagnostic[];
  readonly warnings: readonly Diagnostic[];
} {
  const resources = new Map<string, ListedResource>();
  const wrong: Diagnostic[] = [];
  const warnings: Diagnostic[] = [];
  for (const folders of Object.keys(kinds) as Folders[]) {
    for (const resourcePath of paths[folders]) {
      if (!existsSync(join(root, resourcePath))) continue;
      const listing = listFiles(root, resourcePath);
      wrong.push(...listing.diagnostics);
      for (const { path, inside } of listing.files) {
        if (resources.has(path)) continue;
        const kind = kindOf(folders, path, inside);
        if (kind !== undefined) resources.set(path, { path, resourcePath, kind });
        else if (folders === 'models' && path.endsWith('.py')) warnings.push(pythonModel(path));
      }
    }
  }
  return { resources: [...resources.values()], wrong, warnings };
}

function kindOf(folders: Folders, path: string, inside: string): TextFileKind | 'seed' | undefined {
  const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  const kind = kinds[folders][extension] ?? everywhere[extension];
  return kind === 'test' && inside.startsWith('generic/') ? 'generic_test' : kind;
}

const readOne = (
  root: string,
  path: string,
  resourcePath: string,
  kind: TextFileKind | 'seed',
  reader: FileReader,
): Result<ProjectFile> =>
  kind === 'seed'
    ? readSeed(root, path, resourcePath, reader)
    : readTextFile(root, path, resourcePath, kind, '', reader);

export function readSeed(
  root: string,
  path: string,
  resourcePath: string,
  reader: FileReader = plainReader,
): Result<SeedFile> {
  const known = reader.seed?.(fileIn(root, path));
  if (known !== undefined) return ok({ path, resourcePath, kind: 'seed', ...known });
  try {
    const bytes = readFileSync(fileIn(root, path));
    const hash = sha256(bytes);
    const text = bytes.length > 1_048_576 ? bytes : trimmed(bytes);
    const checksum = text.length === bytes.length ? hash : sha256(text);
    return ok({ path, resourcePath, kind: 'seed', hash, size: bytes.length, checksum });
  } catch (thrown) {
    return fail(unreadable(path, thrown));
  }
}

/** @param shown what stands before the path in messages */
export function readTextFile(
  root: string,
  path: string,
  resourcePath: string,
  kind: TextFileKind,
  shown = '',
  reader: FileReader = plainReader,
): Result<TextFile> {
  const read = reader.text(fileIn(root, path), `${shown}${path}`);
  if (!read.ok) return read;
  return ok({ path, resourcePath, kind, hash: read.value.hash, text: read.value.source });
}

function trimmed(bytes: Buffer): Buffer {
  const isSpace = (byte: number | undefined): boolean => byte === 32 || (byte! >= 9 && byte! <= 13);
  let start = 0;
  let end = bytes.length;
  while (start < end && isSpace(bytes[start])) start++;
  while (end > start && isSpace(bytes[end - 1])) end--;
  return bytes.subarray(start, end);
}

const pythonModel = (path: string): Diagnostic =>
  warning('A1031', `'${path}' is a Python model, which Assay does not run`, { location: { file: path } });
