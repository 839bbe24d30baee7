import { join } from 'node:path';
import { type Diagnostic, fail, ok, type Result, warning } from '../../base/index.ts';
import type { ConfigKind } from '../config/config-entry.ts';
import { dbtFileName } from '../files/find-root.ts';
import type { Dispatch, ProjectHook, ProjectPackage } from '../project.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { isMapping, isSequence, type YamlMapping, type YamlValue } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { checkVersion } from './check-version.ts';
import { DbtConfigTree, sectionOf } from './config-tree.ts';
import { deprecatedKeys } from './deprecated-keys.ts';
import { readDbtFiles } from './read-files.ts';
import { readDbtPaths } from './read-paths.ts';
import { checkSettings, type MappingFile, readMapping } from './read-settings.ts';
import { type Rendering, renderSettings } from './render-settings.ts';

export interface PackageRequest {
  readonly root: string;
  /** What the root is called in messages: nothing for the project itself, `dbt_packages/x/` for a package. */
  readonly shown: string;
  readonly rendering: Rendering;
  readonly isRoot: boolean;
  readonly versionCheck: boolean;
  readonly targetPath: string | undefined;
  /** Whether its files are read, and not only its settings. */
  readonly withFiles: boolean;
}

/** A project or package without what other projects have to do with it. */
export interface ReadPackage {
  /** Its vars are its own: see `resolveVars`. */
  readonly package: ProjectPackage;
  /** dbt_project.yml with its templates evaluated. */
  readonly settings: YamlMapping;
  readonly warnings: readonly Diagnostic[];
}

export const readProjectFile = (root: string, shown: string): Result<MappingFile> =>
  readMapping(join(root, dbtFileName), `${shown}${dbtFileName}`);

export function readPackage({ file, value }: MappingFile, request: PackageRequest): Result<ReadPackage> {
  const rendered = renderSettings(file, value, request.rendering);
  if (!rendered.ok) return rendered;
  const settings = rendered.value;
  const name = String(settings.name);
  const wrong = [
    ...checkVersion(file, settings['require-dbt-version'], name, request.versionCheck),
    ...checkSettings(file, settings),
  ];
  if (wrong.length > 0) return fail(...wrong);
  const paths = readDbtPaths(request.root, settings, request.targetPath);
  const files = request.withFiles ? readDbtFiles(request.root, paths, request.shown) : ok([]);
  if (!files.ok) return files;
  const trees = new Map(
    (Object.keys(sectionOf) as ConfigKind[]).map((kind) => [
      kind,
      new DbtConfigTree(kind, file, settings, value),
    ]),
  );
  const { version } = settings;
  return ok({
    package: {
      root: request.root,
      name,
      ...(version === undefined || version === null ? {} : { version: String(version) }),
      isRoot: request.isRoot,
      paths,
      file,
      files: files.value,
      configsFor: (kind, fqn) => trees.get(kind)?.layersFor(fqn) ?? [],
      configFolders: [...trees.values()].flatMap((tree) => tree.folders()),
      hooks: {
        onRunStart: hooks(file, settings, 'on-run-start'),
        onRunEnd: hooks(file, settings, 'on-run-end'),
      },
      vars: varsOf(file, settings),
      dispatch: dispatch(settings.dispatch),
      quoting: quoting(settings.quoting),
      restrictAccess: settings['restrict-access'] === true,
    },
    settings,
    warnings: [
      ...file.warnings,
      ...deprecatedKeys(settings).map(({ key, message, ...rest }) =>
        warning('A1056', message, { location: file.locate([key], 'key'), ...rest }),
      ),
    ],
  });
}

function hooks(file: YamlFile, settings: YamlMapping, key: string): ProjectHook[] {
  const value = settings[key];
  if (isSequence(value))
    return value.map((sql, index) => ({ sql: String(sql), location: file.locate([key, index]) }));
  return typeof value === 'string' ? [{ sql: value, location: file.locate([key]) }] : [];
}

const dispatch = (value: YamlValue | undefined): Dispatch[] =>
  (isSequence(value) ? value.filter(isMapping) : []).map((entry) => ({
    namespace: String(entry.macro_namespace),
    searchOrder: isSequence(entry.search_order) ? entry.search_order.map(String) : [],
  }));

function quoting(value: YamlValue | undefined): ProjectPackage['quoting'] {
  const given: { database?: boolean; schema?: boolean; identifier?: boolean } = {};
  for (const part of ['database', 'schema', 'identifier'] as const) {
    const quoted = isMapping(value) ? value[part] : undefined;
    if (typeof quoted === 'boolean') given[part] = quoted;
  }
  return given;
}

/** Unquoted dates are dates in `vars:`, as templates calculate with them. */
function varsOf({ source }: YamlFile, { vars }: YamlMapping): YamlMapping {
  if (!isMapping(vars)) return {};
  const read = /\d{4}-\d/.test(source.text)
    ? readYaml(source, { repeatedKeys: 'last', times: true })
    : undefined;
  const value = read?.ok ? read.value.value : undefined;
  return isMapping(value) && isMapping(value.vars) ? value.vars : vars;
}
