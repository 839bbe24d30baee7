import { fail, ok, type Result } from '../../base/index.ts';
import { dbtConfigs } from '../config/config-readers.ts';
import { dbtPolicies } from '../policies.ts';
import type { Project, ProjectRequest } from '../project.ts';
import { parseVars } from '../read-vars.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { readInstalledPackages } from './installed-packages.ts';
import { queryComment } from './query-comment.ts';
import { readConnection } from './read-connection.ts';
import { readPackage, readProjectFile } from './read-package.ts';
import { optionalMapping } from './read-settings.ts';
import { type Rendering, renderNow } from './render-settings.ts';
import { resolveVars } from './resolve-vars.ts';

/** Reads an unchanged dbt project: dbt_project.yml, the profile, and the installed packages. */
export function loadDbtProject(root: string, request: ProjectRequest): Result<Project> {
  const vars = typeof request.vars === 'string' ? parseVars(request.vars, 'mapping') : ok(request.vars ?? {});
  if (!vars.ok) return vars;
  const project = readProjectFile(root, '');
  if (!project.ok) return project;
  const connection = readConnection(root, project.value, vars.value, request);
  if (!connection.ok) return connection;
  const { flags, target, targets, locateTarget, warnings } = connection.value;

  const given = target.profile?.given ?? {};
  const rendering: Rendering = {
    render: request.renderValue,
    scope: { vars: vars.value, target: given, secrets: false },
  };
  const isComplete = (request.needs ?? 'everything') === 'everything';
  const targetPath = request.targetPath ?? flags.targetPath;
  const common = { versionCheck: flags.versionCheck, targetPath, withFiles: isComplete };
  const own = readPackage(project.value, { ...common, rendering, root, shown: '', isRoot: true });
  if (!own.ok) return own;
  const read = own.value.package;
  const installed = isComplete
    ? readInstalledPackages({
        ...common,
        rendering: { ...rendering, scope: { ...rendering.scope, vars: {} } },
        root,
        name: read.name,
        folder: read.paths.packages,
      })
    : ok([]);
  const selectors = selectorsOf(root, rendering);
  if (!installed.ok || !selectors.ok)
    return fail(...[installed, selectors].flatMap((part) => (part.ok ? [] : part.diagnostics)));

  return ok({
    ...read,
    dialect: 'dbt',
    isComplete,
    vars: resolveVars(read, read, vars.value),
    packages: installed.value.map((other) => ({
      ...other.package,
      vars: resolveVars(other.package, read, vars.value),
    })),
    givenVars: vars.value,
    target,
    locateTarget,
    targets,
    policies: dbtPolicies,
    configs: dbtConfigs,
    flags,
    queryComment: queryComment(project.value.value['query-comment']),
    selectors: selectors.value,
    warnings: [...warnings, ...own.value.warnings, ...installed.value.flatMap((other) => other.warnings)],
  });
}

function selectorsOf(root: string, rendering: Rendering): Result<YamlFile | undefined> {
  const read = optionalMapping(root, 'selectors.yml');
  if (!read.ok || read.value === undefined) return read.ok ? ok(undefined) : read;
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
