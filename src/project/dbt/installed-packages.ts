import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { collect, type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { unreadable } from '../files/read-text.ts';
import { isMapping, isSequence, type YamlValue } from '../yaml/value.ts';
import { type PackageRequest, type ReadPackage, readPackage, readProjectFile } from './read-package.ts';
import { type MappingFile, optionalMapping } from './read-settings.ts';

export interface InstalledRequest extends Omit<PackageRequest, 'isRoot' | 'shown' | 'root'> {
  /** Of the project. */
  readonly root: string;
  readonly name: string;
  /** The folder of installed packages, absolute. */
  readonly folder: string;
}

/** The packages in the folder of installed packages, by name. */
export function readInstalledPackages(request: InstalledRequest): Result<readonly ReadPackage[]> {
  const declared = declaredPackages(request.root);
  if (!declared.ok) return declared;
  const folders = installedFolders(request.folder);
  if (!folders.ok) return folders;
  if (declared.value.count > folders.value.length)
    return fail(notInstalled(declared.value, folders.value.length, request));
  const read = collect(
    folders.value.map((folder): Result<ReadPackage> => {
      const shown = `${relative(request.root, folder).replaceAll('\\', '/')}/`;
      const file = readProjectFile(folder, shown);
      if (!file.ok) return noPackage(file.diagnostics, shown);
      return readPackage(file.value, { ...request, root: folder, shown, isRoot: false });
    }),
  );
  if (!read.ok) return read;
  const wrong = sameNames(read.value, request.name);
  return wrong.length > 0 ? fail(...wrong) : ok(read.value);
}

interface Declared {
  readonly count: number;
  readonly file?: MappingFile['file'];
}

/** The packages that packages.yml, or dependencies.yml, asks for. */
function declaredPackages(root: string): Result<Declared> {
  const files = collect(['packages.yml', 'dependencies.yml'].map((name) => optionalMapping(root, name)));
  if (!files.ok) return files;
  const [packages, dependencies] = files.value;
  if (
    packages !== undefined &&
    'packages' in packages.value &&
    dependencies !== undefined &&
    'packages' in dependencies.value
  )
    return fail(
      error('A1011', 'packages: is in packages.yml and in dependencies.yml, and one of them must have it', {
        location: packages.file.locate(['packages'], 'key'),
        related: [{ message: 'the other one', location: dependencies.file.locate(['packages'], 'key') }],
      }),
    );
  if (packages !== undefined && 'projects' in packages.value)
    return fail(
      error('A1010', 'packages.yml has no projects:', {
        location: packages.file.locate(['projects'], 'key'),
        hint: 'projects: belongs into dependencies.yml',
      }),
    );
  const from = dependencies !== undefined && 'packages' in dependencies.value ? dependencies : packages;
  if (from === undefined) return ok({ count: 0 });
  const list: YamlValue | undefined = from.value.packages;
  if (list === undefined || list === null) return ok({ count: 0 });
  if (!isSequence(list) || !list.every(isMapping))
    return fail(
      error('A1011', 'packages: must be a list, each with package:, git:, local: or tarball:', {
        location: from.file.locate(['packages']),
      }),
    );
  return ok({ count: list.length, file: from.file });
}

function installedFolders(folder: string): Result<readonly string[]> {
  if (!existsSync(folder)) return ok([]);
  try {
    return ok(
      readdirSync(folder)
        .filter((name) => !name.startsWith('__') && isFolder(join(folder, name)))
        .sort()
        .map((name) => join(folder, name)),
    );
  } catch (thrown) {
    return fail(unreadable(folder, thrown));
  }
}

const isFolder = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;

function notInstalled(
  { count, file }: Declared,
  installed: number,
  { root, folder }: InstalledRequest,
): Diagnostic {
  const place = relative(root, folder).replaceAll('\\', '/');
  const of = (amount: number): string => `${amount} ${amount === 1 ? 'package' : 'packages'}`;
  return error(
    'A1053',
    `${of(count)} ${count === 1 ? 'is' : 'are'} asked for, and ${installed === 0 ? 'none' : of(installed)} installed in ${place}`,
    {
      ...(file === undefined ? {} : { location: file.locate(['packages'], 'key') }),
      hint: 'run assay deps (dbt deps)',
    },
  );
}

/** A folder among the packages that is none, as deps leaves it when it is interrupted. */
function noPackage(diagnostics: readonly Diagnostic[], shown: string): Result<never> {
  return fail(
    ...diagnostics.map((wrong) =>
      wrong.code === 'A1005'
        ? error('A1054', `${shown} has no dbt_project.yml, so it is no package`, {
            hint: 'run assay deps again, or remove the folder',
          })
        : wrong,
    ),
  );
}

function sameNames(packages: readonly ReadPackage[], root: string): Diagnostic[] {
  const seen = new Set([root]);
  return packages.flatMap(({ package: { name, file } }) => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [
      error('A1054', `two packages are called '${name}'`, {
        location: file.locate(['name']),
        hint: 'remove one of them from the folder of packages, or rename the project',
      }),
    ];
  });
}
