import { join } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import { chooseTarget, declaredTargets } from './choose-target.ts';
import type { NativeConfigKind } from './config/config-entry.ts';
import { nativeConfigs } from './config/config-readers.ts';
import { ConfigTree } from './config/config-tree.ts';
import { deferringTo, unknownDeferred } from './deferred-target.ts';
import { projectFileName } from './files/find-root.ts';
import { readFiles } from './files/read-files.ts';
import { readSelectors } from './files/read-selectors.ts';
import { readText } from './files/read-text.ts';
import { usualFlags } from './flags.ts';
import { nativePolicies } from './policies.ts';
import type { Project, ProjectHook, ProjectRequest } from './project.ts';
import { readPaths } from './read-paths.ts';
import { coerceRendered, readTarget } from './read-target.ts';
import { readVars } from './read-vars.ts';
import { renderValues } from './render-values.ts';
import { checkShape } from './schema/check-shape.ts';
import { projectSchema, targetSchema } from './schema/project-schema.ts';
import type { Target } from './target.ts';
import { readYaml } from './yaml/read-yaml.ts';
import { describeValue, isMapping, isSequence, type YamlMapping } from './yaml/value.ts';
import type { YamlFile } from './yaml/yaml-file.ts';

/** Reads a project of Assay's own kind: its settings, the target to build, and all of its files. */
export function loadNativeProject(root: string, request: ProjectRequest): Result<Project> {
  const settings = readSettings(root, request);
  if (!settings.ok) return settings;
  const { file, value } = settings.value;
  const name = String(value.name);

  const wrong: Diagnostic[] = [];
  const collected = <T>(result: Result<T>): T | undefined => {
    if (result.ok) return result.value;
    wrong.push(...result.diagnostics);
    return undefined;
  };
  const trees = configTrees(file, value, name);
  for (const tree of trees.values()) wrong.push(...tree.check());
  const target = collected(targetOf(file, value, { ...request, root, name }));
  const vars = collected(readVars(value.vars, name, request.vars));
  const paths = collected(readPaths(root, file, value, request.targetPath));
  const selectors = collected(readSelectors(root));
  const read = paths === undefined ? undefined : collected(readFiles(root, paths.paths, request.reader));
  if (
    target === undefined ||
    vars === undefined ||
    paths === undefined ||
    read === undefined ||
    wrong.length > 0
  )
    return fail(...wrong);

  const { version } = value;
  return ok({
    root,
    name,
    ...(version === undefined || version === null ? {} : { version: String(version) }),
    dialect: 'native',
    isComplete: true,
    isRoot: true,
    packages: [],
    paths: paths.paths,
    target,
    locateTarget: (path) =>
      'targets' in value ? file.locate(['targets', target.name, ...path]) : { file: projectFileName },
    targets: Object.keys(declaredTargets(value.targets)),
    vars,
    configsFor: (kind, fqn) => trees.get(kind as NativeConfigKind)?.layersFor(fqn) ?? [],
    configFolders: [...trees.values()].flatMap((tree) => tree.folders()),
    hooks: { onRunStart: hooks(file, value, 'on-run-start'), onRunEnd: hooks(file, value, 'on-run-end') },
    givenVars: {},
    dispatch: [],
    quoting: {},
    restrictAccess: false,
    policies: nativePolicies,
    configs: nativeConfigs,
    flags: { ...usualFlags, ...request.flags },
    queryComment: undefined,
    file,
    selectors,
    files: read.files,
    warnings: [...paths.warnings, ...read.warnings],
  });
}

/** What stands in these is evaluated later, for each node or hook; of the targets only the chosen one is. */
const renderedLater = new Set([
  'vars',
  'models',
  'seeds',
  'sources',
  'data_tests',
  'tests',
  'on-run-start',
  'on-run-end',
  'targets',
]);

function readSettings(root: string, request: ProjectRequest): Result<{ file: YamlFile; value: YamlMapping }> {
  const text = readText(join(root, projectFileName), projectFileName);
  if (!text.ok) return text;
  const read = readYaml(text.value.source);
  if (!read.ok) return read;
  const file = read.value;
  if (!isMapping(file.value)) {
    const message =
      file.value === null
        ? `${projectFileName} is empty`
        : `${projectFileName} must be a mapping, not ${describeValue(file.value)}`;
    return fail(
      error('A1006', message, { location: file.locate([]), hint: 'it needs at least: name: my_project' }),
    );
  }
  const now = Object.fromEntries(Object.entries(file.value).filter(([key]) => !renderedLater.has(key)));
  const rendered = renderValues(file, [], now, request.renderValue);
  if (!rendered.ok) return rendered;
  const value = { ...file.value, ...(rendered.value as YamlMapping) };
  const wrong = checkShape(projectSchema(), {
    value,
    name: projectFileName,
    templates: true,
    locate: (path, what) => file.locate(path, what),
    unknownKey: (key, path) =>
      key.startsWith('+') && path.length === 0
        ? 'configs stand below models:, seeds:, sources: or data_tests:'
        : undefined,
  });
  return wrong.length > 0 ? fail(...wrong) : ok({ file, value });
}

function configTrees(
  file: YamlFile,
  value: YamlMapping,
  name: string,
): ReadonlyMap<NativeConfigKind, ConfigTree> {
  const tests = 'data_tests' in value ? 'data_tests' : 'tests';
  return new Map<NativeConfigKind, ConfigTree>([
    ['models', new ConfigTree('models', file, 'models', name)],
    ['seeds', new ConfigTree('seeds', file, 'seeds', name)],
    ['sources', new ConfigTree('sources', file, 'sources', name)],
    ['tests', new ConfigTree('tests', file, tests, name)],
  ]);
}

function targetOf(
  file: YamlFile,
  settings: YamlMapping,
  request: ProjectRequest & { readonly root: string; readonly name: string },
) {
  const targets = declaredTargets(settings.targets);
  const chosen = chooseTarget(file, settings, targets, request.target);
  return chosen.ok ? readTargetNamed(chosen.value, file, targets, request) : chosen;
}

function readTargetNamed(
  name: string,
  file: YamlFile,
  targets: YamlMapping,
  request: ProjectRequest & { readonly root: string; readonly name: string },
): Result<Target> {
  const path = ['targets', name];
  const rendered = renderValues(file, path, targets[name] ?? {}, request.renderValue);
  if (!rendered.ok) return rendered;
  const value = coerceRendered(rendered.value as YamlMapping);
  const wrong = checkShape(targetSchema(), {
    value,
    name: `the target '${name}'`,
    templates: false,
    locate: (inner, what) => file.locate([...path, ...inner], what),
  });
  if (wrong.length > 0) return fail(...wrong);
  const home = request.env.HOME;
  const target = readTarget(value, {
    root: request.root,
    project: request.name,
    name,
    ...(request.threads === undefined ? {} : { threads: request.threads }),
    ...(home === undefined ? {} : { home }),
  });
  if (typeof value.defer_to !== 'string') return ok(target);
  const place = file.locate([...path, 'defer_to']);
  const others = Object.keys(targets).filter((each) => each !== name);
  if (!others.includes(value.defer_to)) return fail(unknownDeferred(value.defer_to, others, place));
  const deferred = readTargetNamed(value.defer_to, file, targets, request);
  return deferred.ok ? ok(deferringTo(target, deferred.value)) : deferred;
}

function hooks(file: YamlFile, settings: YamlMapping, key: string): ProjectHook[] {
  const value = settings[key];
  if (isSequence(value))
    return value.map((sql, index) => ({ sql: String(sql), location: file.locate([key, index]) }));
  return typeof value === 'string' ? [{ sql: value, location: file.locate([key]) }] : [];
}
