import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import {
  isMapping,
  isSequence,
  type RenderValue,
  readText,
  readYaml,
  renderValues,
  type YamlFile,
  type YamlMapping,
} from '../project/index.ts';
import type { PackageSpec } from './package-spec.ts';
import { parseSpec } from './parse-spec.ts';

/** A package as far as installing goes: what it is called, and what it needs itself. */
export interface PackageFacts {
  readonly name: string;
  readonly specs: readonly PackageSpec[];
  /** Of dbt_project.yml, without its templates evaluated. */
  readonly settings: YamlMapping;
  /** The file that packages stand in, or that they would. */
  readonly packagesFile: 'packages.yml' | 'dependencies.yml';
}

/** Where a package's folder is, and how its files are shown in messages. */
export interface PackageFolder {
  readonly path: string;
  /** Before the names of its files in messages: empty for the project itself. */
  readonly shown: string;
  readonly askedBy?: string;
  readonly location?: Diagnostic['location'];
}

export function readPackage(folder: PackageFolder, render: RenderValue): Result<PackageFacts> {
  const settings = readMapping(folder, 'dbt_project.yml');
  if (!settings.ok) return settings;
  const at = folder.location && { location: folder.location };
  if (settings.value === undefined)
    return fail(
      error('A7011', `there is no dbt_project.yml in ${folder.shown === '' ? 'the project' : folder.shown}`, {
        ...at,
        hint: 'a package is a dbt project: name the folder that has its dbt_project.yml',
      }),
    );
  const { name } = settings.value.value;
  if (typeof name !== 'string' || name === '')
    return fail(
      error('A7011', 'the dbt_project.yml of a package needs name:', {
        location: settings.value.file.locate(['name']),
      }),
    );
  const listed = readSpecs(folder, name, render);
  if (!listed.ok) return listed;
  return ok({ name, settings: settings.value.value, ...listed.value });
}

function readSpecs(
  folder: PackageFolder,
  name: string,
  render: RenderValue,
): Result<Pick<PackageFacts, 'specs' | 'packagesFile'>> {
  const packages = readMapping(folder, 'packages.yml');
  const dependencies = readMapping(folder, 'dependencies.yml');
  if (!packages.ok) return packages;
  if (!dependencies.ok) return dependencies;
  const own = packages.value;
  const other = dependencies.value;
  if (own !== undefined && other !== undefined && 'packages' in own.value && 'packages' in other.value)
    return fail(
      error('A7001', 'packages stand in packages.yml or in dependencies.yml, not in both', {
        location: other.file.locate(['packages'], 'key'),
        hint: 'move them all to packages.yml',
      }),
    );
  if (own !== undefined && 'projects' in own.value)
    return fail(
      error('A7001', 'projects: belongs in dependencies.yml', {
        location: own.file.locate(['projects'], 'key'),
      }),
    );
  if (other !== undefined && 'packages' in other.value)
    return specsIn(other.file, other.value, 'dependencies.yml', name, folder, render);
  if (own === undefined) return ok({ specs: [], packagesFile: 'packages.yml' });
  const stray = Object.keys(own.value).find((key) => key !== 'packages');
  if (stray !== undefined)
    return fail(
      error('A7001', `'${stray}' is no key of packages.yml`, {
        location: own.file.locate([stray], 'key'),
        hint: 'everything stands below packages:',
      }),
    );
  return specsIn(own.file, own.value, 'packages.yml', name, folder, render);
}

function specsIn(
  file: YamlFile,
  value: YamlMapping,
  packagesFile: PackageFacts['packagesFile'],
  name: string,
  { shown }: PackageFolder,
  render: RenderValue,
): Result<Pick<PackageFacts, 'specs' | 'packagesFile'>> {
  const written = value.packages;
  if (written === null || written === undefined) return ok({ specs: [], packagesFile });
  if (!isSequence(written))
    return fail(
      error('A7001', 'packages: is a list', {
        location: file.locate(['packages']),
        hint: 'such as: - local: ../shared',
      }),
    );
  const rendered = renderValues(file, ['packages'], written, render);
  if (!rendered.ok) return rendered;
  const specs: PackageSpec[] = [];
  for (const [index, entry] of (rendered.value as typeof written).entries()) {
    const before = written[index];
    const spec = parseSpec(
      entry,
      isMapping(before) ? before : {},
      { location: file.locate(['packages', index]) },
      shown === '' ? undefined : name,
    );
    if (!spec.ok) return spec;
    specs.push(spec.value);
  }
  return ok({ specs, packagesFile });
}

/** A YAML file that holds a mapping; undefined where there is none or it is empty. */
function readMapping(
  { path, shown }: PackageFolder,
  name: string,
): Result<{ readonly file: YamlFile; readonly value: YamlMapping } | undefined> {
  if (!existsSync(join(path, name))) return ok(undefined);
  const text = readText(join(path, name), shown === '' ? name : `${shown}/${name}`);
  if (!text.ok) return text;
  const file = readYaml(text.value.source);
  if (!file.ok) return file;
  const { value } = file.value;
  if (value === null) return ok(undefined);
  if (isMapping(value)) return ok({ file: file.value, value });
  return fail(error('A7001', `${name} must be a mapping`, { location: file.value.locate([]) }));
}
