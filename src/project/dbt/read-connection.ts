import { type Diagnostic, error, fail, ok, type Result, warning } from '../../base/index.ts';
import type { Flags } from '../flags.ts';
import type { Project, ProjectRequest } from '../project.ts';
import type { Target } from '../target.ts';
import { isMapping, type YamlMapping } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { type ChosenOutput, chooseOutput } from './choose-output.ts';
import { findProfiles } from './find-profiles.ts';
import { type ReadFlags, readFlags } from './read-flags.ts';
import { type ReadOutput, readOutput } from './read-output.ts';
import { checkSettings, type MappingFile } from './read-settings.ts';
import { type Rendering, renderNow } from './render-settings.ts';

/** What is not in dbt_project.yml: the flags of this invocation, and the target of the profile. */
export interface Connection extends Pick<Project, 'target' | 'targets' | 'locateTarget' | 'flags'> {
  readonly warnings: readonly Diagnostic[];
}

export function readConnection(
  root: string,
  project: MappingFile,
  vars: YamlMapping,
  request: ProjectRequest,
): Result<Connection> {
  const invocation = invocationFlags(request);
  if (!invocation.ok) return invocation;
  if (request.needs === 'settings') return ok(withoutProfile(invocation.value, project));
  const named = profileName(project, invocation.value.flags, vars, request);
  if (!named.ok) return named;
  const home = request.env.HOME;
  const folder = invocation.value.flags.profilesDir;
  const profiles = findProfiles({ root, cwd: request.cwd ?? root, home, folder });
  if (!profiles.ok) return profiles;
  const flags = flagsOf(project, profiles.value, request);
  if (!flags.ok) return flags;
  const chosen = outputOf(profiles.value, named.value, {
    root,
    home,
    threads: request.threads,
    asked: invocation.value.flags.target,
    rendering: { render: request.renderValue, scope: { vars, secrets: true } },
  });
  if (!chosen.ok) return chosen;
  const { output, target, warnings } = chosen.value;
  return ok({
    flags: flags.value.flags,
    target,
    targets: output.names,
    locateTarget: (path) => profiles.value.file.locate([...output.path, ...path]),
    warnings: [...flags.value.warnings, ...warnings],
  });
}

/** Stands in for what the profile would say. */
const noTarget: Target = {
  name: '',
  type: 'duckdb',
  path: ':memory:',
  schema: '',
  schemaPrefix: '',
  threads: 1,
  extensions: [],
  settings: {},
  attach: [],
  secrets: [],
  parquetRoot: '',
};

const withoutProfile = ({ flags }: ReadFlags, { file }: MappingFile): Connection => ({
  flags,
  target: noTarget,
  targets: [],
  locateTarget: () => ({ file: file.source.file }),
  warnings: [],
});

/** The flags of the command line and the environment, which say where everything else is. */
const invocationFlags = (request: ProjectRequest): Result<ReadFlags> => readFlags(given(request));

const given = ({ env, flags, target }: ProjectRequest) => ({
  commandLine: { ...flags, ...(target === undefined ? {} : { target }) },
  env,
});

function flagsOf(project: MappingFile, profiles: MappingFile, request: ProjectRequest): Result<ReadFlags> {
  const { flags } = project.value;
  const { config } = profiles.value;
  const own = isMapping(flags) && Object.keys(flags).length > 0;
  const moved = isMapping(config) && Object.keys(config).length > 0;
  if (own && moved)
    return fail(
      error('A1058', 'flags are in dbt_project.yml and in profiles.yml, and one of them must have them', {
        location: profiles.file.locate(['config'], 'key'),
        hint: 'move what is below config: to flags: in dbt_project.yml',
      }),
    );
  const from = own
    ? { file: project.file, value: flags, path: ['flags'] }
    : moved
      ? { file: profiles.file, value: config, path: ['config'] }
      : undefined;
  const read = readFlags({ ...given(request), ...(from === undefined ? {} : { project: from }) });
  if (!read.ok || !moved) return read;
  const deprecated = warning('A1056', 'flags belong into dbt_project.yml, and not into profiles.yml', {
    location: profiles.file.locate(['config'], 'key'),
    hint: 'move what is below config: to flags: in dbt_project.yml',
    event: 'ProjectFlagsMovedDeprecation',
  });
  return ok({ ...read.value, warnings: [deprecated, ...read.value.warnings] });
}

function profileName(
  { file, value }: MappingFile,
  flags: Flags,
  vars: YamlMapping,
  { renderValue: render }: ProjectRequest,
): Result<string> {
  if (flags.profile !== undefined) return ok(flags.profile);
  const scope = { vars, secrets: true };
  const named = renderNow(file, ['profile'], value.profile ?? null, { render, scope });
  if (!named.ok) return named;
  return typeof named.value === 'string' ? ok(named.value) : fail(noProfile(file, value));
}

interface OutputRequest {
  readonly root: string;
  readonly home: string | undefined;
  readonly threads: number | undefined;
  readonly asked: string | undefined;
  readonly rendering: Rendering;
}

function outputOf(
  profiles: MappingFile,
  name: string,
  { asked, rendering, ...request }: OutputRequest,
): Result<ReadOutput & { readonly output: ChosenOutput }> {
  const output = chooseOutput(profiles, name, asked, rendering);
  if (!output.ok) return output;
  const read = readOutput(output.value, { ...request, file: profiles.file });
  if (!read.ok) return read;
  const { target, warnings } = read.value;
  return ok({ output: output.value, target, warnings: [...profiles.file.warnings, ...warnings] });
}

function noProfile(file: YamlFile, value: YamlMapping) {
  const wrong = checkSettings(file, value).find(({ location }) => location !== undefined);
  if ('profile' in value && value.profile !== null && wrong !== undefined) return wrong;
  return error('A1050', 'the project does not say which profile it is built with', {
    location: 'profile' in value ? file.locate(['profile']) : { file: file.source.file },
    hint: 'add profile: and the name of a profile of profiles.yml, or name one with --profile',
  });
}
