import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, fail, ok, type Result, SourceText, sha256 } from '../../base/index.ts';
import { type ListedFile, listFiles } from '../files/list-files.ts';
import type { ProjectFile, TextFileKind } from '../files/project-file.ts';
import { readSeed, readTextFile } from '../files/read-files.ts';
import type { ProjectPaths } from '../project.ts';
import { readIgnore } from './ignore-file.ts';

type Kind = TextFileKind | 'seed';

interface Reading {
  readonly folders: readonly string[];
  /** What a file is by the end of its name, and by where it is below the folder. */
  kindOf(extension: string, inside: string): Kind | undefined;
}

const byExtension =
  (kinds: Readonly<Record<string, Kind>>) =>
  (extension: string): Kind | undefined =>
    Object.hasOwn(kinds, extension) ? kinds[extension] : undefined;

const properties = byExtension({ yml: 'properties', yaml: 'properties' });

function readings(paths: ProjectPaths): Reading[] {
  const { models, seeds, tests, macros, snapshots, analyses } = paths;
  return [
    { folders: macros, kindOf: byExtension({ sql: 'macro' }) },
    { folders: models, kindOf: byExtension({ sql: 'model', py: 'python_model' }) },
    { folders: snapshots, kindOf: byExtension({ sql: 'snapshot' }) },
    { folders: analyses, kindOf: byExtension({ sql: 'analysis' }) },
    { folders: tests, kindOf: testKind },
    { folders: seeds, kindOf: byExtension({ csv: 'seed' }) },
    { folders: paths.docs, kindOf: byExtension({ md: 'docs' }) },
    {
      folders: [...new Set([...models, ...seeds, ...snapshots, ...analyses, ...macros, ...tests])],
      kindOf: properties,
    },
  ];
}

function testKind(extension: string, inside: string): Kind | undefined {
  if (inside.startsWith('fixtures/'))
    return extension === 'csv' || extension === 'sql' ? 'fixture' : undefined;
  if (extension !== 'sql') return undefined;
  return inside.startsWith('generic/') ? 'generic_test' : 'test';
}

/**
 * All the resource files of a dbt project or package with their content, sorted by path. A file can be two things, where
 * the folders overlap.
 *
 * @param shown what the root is called in messages: nothing for the project itself, `dbt_packages/x/` for a package
 */
export function readDbtFiles(
  root: string,
  paths: ProjectPaths,
  shown: string,
): Result<readonly ProjectFile[]> {
  const ignored = readIgnore(root);
  const listings = new Map<string, readonly ListedFile[]>();
  const wrong: Diagnostic[] = [];
  const listed = (folder: string): readonly ListedFile[] => {
    const known = listings.get(folder);
    if (known !== undefined) return known;
    const listing = existsSync(join(root, folder))
      ? listFiles(root, folder, { hiddenFolders: true })
      : { files: [], diagnostics: [] };
    wrong.push(...listing.diagnostics);
    const files = listing.files.filter(({ path }) => !ignored(path));
    listings.set(folder, files);
    return files;
  };
  const files = new Map<string, ProjectFile>();
  for (const { folders, kindOf } of readings(paths)) {
    for (const folder of folders) {
      for (const { path, inside } of listed(folder)) {
        const kind = kindOf(/\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? '', inside);
        if (kind === undefined || files.has(`${kind} ${path}`)) continue;
        const read = readOne(root, path, folder, kind, shown);
        if (read.ok) files.set(`${kind} ${path}`, read.value);
        else wrong.push(...read.diagnostics);
      }
    }
  }
  if (wrong.length > 0) return fail(...wrong);
  return ok([...files.values()].sort((a, b) => (a.path < b.path ? -1 : Number(a.path > b.path))));
}

function readOne(
  root: string,
  path: string,
  resourcePath: string,
  kind: Kind,
  shown: string,
): Result<ProjectFile> {
  if (kind === 'seed') return readSeed(root, path, resourcePath);
  const read = readTextFile(root, path, resourcePath, kind, shown);
  if (!read.ok) return read;
  // dbt reads every file without the white space around it; that before it is kept, as places are counted from it.
  const { text } = read.value;
  const trimmed = text.text.trimEnd();
  const source = trimmed.length === text.text.length ? text : new SourceText(text.file, trimmed);
  return ok({ ...read.value, text: source, hash: sha256(trimmed.trimStart()) });
}
