import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { error, fail, ok, type Result } from '../../base/index.ts';
import { dbtConfigs } from '../config/config-readers.ts';
import type { Flags } from '../flags.ts';
import { dbtPolicies } from '../policies.ts';
import type { Project, ProjectRequest } from '../project.ts';
import { parseVars } from '../read-vars.ts';
import { isMapping, type YamlMapping } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { type ChosenOutput, chooseOutput } from './choose-output.ts';
import { findProfiles } from './find-profiles.ts';
import { readInstalledPackages } from './installed-packages.ts';
import { queryComment } from './query-comment.ts';
import { type ReadFlags, readFlags } from './read-flags.ts';
import { type ReadOutput, readOutput } from './read-output.ts';
import { readPackage, readProjectFile } from './read-package.ts';
import { checkSettings, type MappingFile, readMapping } from './read-settings.ts';
import { type Rendering, renderNow } from './render-settings.ts';
import { resolveVars } from './resolve-vars.ts';

/** Reads an unchanged dbt project: dbt_project.yml, the profile, and the installed packages. */
export function loadDbtProject(root: string, request: ProjectRequest): Result<Project> {
  const given = typeof request.vars === 'string' ? parseVars(request.vars) : ok(request.vars ?? {});
  if (!given.ok) return given;
  const project = readProjectFile(root, '');
  if (!project.ok) return project;
  const flags = flagsOf(project.value, request);
  if (!flags.ok) return flags;
  const chosen = outputOf(project.value, root, flags.value.flags, given.value, request);
  if (!chosen.ok) return chosen;
  const { output, target, profiles, warnings } = chosen.value;

  const rendering: Rendering = {
    render: request.renderValue,
    scope: { vars: given.value, target: target.profile!.given, secrets: false },
  };
  const common = { rendering, versionCheck: flags.value.flags.versionCheck };
  const targetPath = request.targetPath ?? flags.value.flags.targetPath;
  const own = readPackage(project.value, { ...common, root, shown: '', isRoot: true, targetPath });
  if (!own.ok) return own;
  const read = own.value.package;
  const installed = readInstalledPackages({
    ...common,
    rendering: { ...rendering, scope: { ...rendering.scope, vars: {} } },
    root,
    name: read.name,
    folder: read.paths.packages,
    targetPath,
  });
  const selectors = selectorsOf(root, rendering);
  if (!installed.ok || !selectors.ok)
    return fail(...[installed, selectors].flatMap((part) => (part.ok ? [] : part.diagnostics)));

  return ok({
    ...read,
    dialect: 'dbt',
    vars: resolveVars(read, read, given.value),
    packages: installed.value.map((other) => ({
      ...other.package,
      vars: resolveVars(other.package, read, given.value),
    })),
    givenVars: given.value,
    target,
    locateTarget: (path) => profiles.locate([...output.path, ...path]),
    targets: output.names,
    policies: dbtPolicies,
    configs: dbtConfigs,
    flags: flags.value.flags,
    queryComment: queryComment(project.value.value['query-comment']),
    selectors: selectors.value,
    warnings: [
      ...flags.value.warnings,
      ...warnings,
      ...own.value.warnings,
      ...installed.value.flatMap((other) => other.warnings),
    ],
  });
}

function flagsOf({ file, value }: MappingFile, request: ProjectRequest): Result<ReadFlags> {
  const declared = value.flags;
  return readFlags({
    commandLine: {
      ...request.flags,
      ...(request.target === undefined ? {} : { target: request.target }),
    },
    env: request.env,
    ...(isMapping(declared) ? { project: { file, value: declared, path: ['flags'] } } : {}),
  });
}

interface Chosen extends ReadOutput {
  readonly output: ChosenOutput;
  readonly profiles: YamlFile;
}

function outputOf(
  { file, value }: MappingFile,
  root: string,
  flags: Flags,
  vars: YamlMapping,
  request: ProjectRequest,
): Result<Chosen> {
  const rendering: Rendering = { render: request.renderValue, scope: { vars, secrets: true } };
  const named =
    flags.profile === undefined
      ? renderNow(file, ['profile'], value.profile ?? null, rendering)
      : ok(flags.profile);
  if (!named.ok) return named;
  if (typeof named.value !== 'string') return fail(noProfile(file, value));
  const home = request.env.HOME;
  const profiles = findProfiles({ root, cwd: request.cwd ?? root, home, folder: flags.profilesDir });
  if (!profiles.ok) return profiles;
  const output = chooseOutput(profiles.value, named.value, flags.target, rendering);
  if (!output.ok) return output;
  const read = readOutput(output.value, { file: profiles.value.file, root, home, threads: request.threads });
  if (!read.ok) return read;
  const { target, warnings } = read.value;
  const { file: from } = profiles.value;
  return ok({ output: output.value, target, profiles: from, warnings: [...from.warnings, ...warnings] });
}

function noProfile(file: YamlFile, value: YamlMapping) {
  const wrong = checkSettings(file, value).find(({ location }) => location !== undefined);
  if ('profile' in value && value.profile !== null && wrong !== undefined) return wrong;
  return error('A1050', 'the project does not say which profile it is built with', {
    location: file.locate(['profile']),
    hint: 'add profile: and the name of a profile of profiles.yml, or name one with --profile',
  });
}

function selectorsOf(root: string, rendering: Rendering): Result<YamlFile | undefined> {
  if (!existsSync(join(root, 'selectors.yml'))) return ok(undefined);
  const read = readMapping(join(root, 'selectors.yml'), 'selectors.yml');
  if (!read.ok) return read;
  const { file } = read.value;
  const value = renderNow(file, [], file.value, rendering);
  if (!value.ok) return value;
  return ok({
    source: file.source,
    value: value.value,
    warnings: file.warnings,
    locate: (path, what) => file.locate(path, what),
  });
}
