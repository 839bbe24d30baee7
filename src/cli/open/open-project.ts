import { resolve } from 'node:path';
import {
  collect,
  type Diagnostic,
  type NodeId,
  type NodeLabel,
  ok,
  type Result,
  systemClock,
} from '../../base/index.ts';
import { parsingValues } from '../../compile/index.ts';
import { materializations } from '../../features/materializations/index.ts';
import { dataTests } from '../../features/tests/index.ts';
import { buildGraph, type Graph, graphWithCycles } from '../../graph/index.ts';
import {
  type LoadedManifest,
  loadManifest,
  type Manifest,
  type ManifestNode,
  type ManifestRequest,
  type Names,
  type PackageFiles,
  packageGlobals,
} from '../../manifest/index.ts';
import { builtinMacros, type ParsedFile, parseFile } from '../../parse/index.ts';
import {
  dbtVersion,
  type FileReader,
  foldDeprecations,
  loadProject,
  type Project,
  type ProjectPackage,
  type ProjectRequest,
} from '../../project/index.ts';
import { customVariables } from '../../report/index.ts';
import type { Value } from '../../template/index.ts';
import { type CacheOrigins, ParseCache, type RestoredFrom } from '../cache/parse-cache.ts';
import { flagsIn } from '../dbt/given-flags.ts';
import { settleWarnings } from '../dbt/settle-warnings.ts';
import type { ProjectOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { checkSelectors } from './selector-definitions.ts';
import { propertyRenderer, settingRenderer } from './setting-renderer.ts';

/** A project that is read, parsed and resolved. */
export interface OpenProject {
  readonly project: Project;
  readonly manifest: Manifest;
  readonly graph: Graph;
  readonly names: Names;
  /** `var`, `env_var`, `target`: what templates see before the run adds its own. */
  readonly globals: ReadonlyMap<string, Value>;
  /** The same as the templates of a package see it. */
  readonly globalsOf: (owner: ProjectPackage) => ReadonlyMap<string, Value>;
  /** The variables that templates read. */
  readonly environment: Terminal['env'];
  /** What artifacts repeat of the environment. */
  readonly artifactEnv: Readonly<Record<string, string>>;
  readonly warnings: readonly Diagnostic[];
  /** Where its nodes were not read anew: what they were restored from. */
  readonly restoredFrom?: RestoredFrom;
  /** The stamp of a file as it was read, as `fileIn` names it; null where it is not known, or was too young to tell. */
  readonly stampOf?: (absolute: string) => string | null;
}

/** Reads the settings and files of a project, and understands only the settings. */
export async function readProject(
  options: ProjectOptions,
  terminal: Terminal,
  needs: ProjectRequest['needs'] = 'everything',
  reader?: FileReader,
): Promise<Result<Project>> {
  const flags = flagsIn(options);
  if (!flags.ok) return flags;
  const project = await loadProject({
    dir: resolve(terminal.cwd, options.projectDir ?? '.'),
    cwd: terminal.cwd,
    needs,
    env: terminal.env,
    ...(options.target !== undefined && { target: options.target }),
    ...(options.vars !== undefined && { vars: options.vars }),
    ...(options.threads !== undefined && { threads: options.threads }),
    ...(options.targetPath !== undefined && { targetPath: options.targetPath }),
    flags: flags.value,
    renderValue: settingRenderer(terminal),
    ...(reader !== undefined && { reader }),
  });
  if (!project.ok) return project;
  const selectors = checkSelectors(project.value);
  return selectors.ok ? project : selectors;
}

export async function openProject(
  options: ProjectOptions,
  terminal: Terminal,
  cycles: Cycles = 'refused',
  begin?: (project: Project) => Promise<void>,
): Promise<Result<OpenProject>> {
  const cache = ParseCache.of(options, terminal);
  const seen = cache === undefined ? terminal : { ...terminal, env: cache.env };
  const loaded = await readProject(options, seen, 'everything', cache?.reader);
  if (!loaded.ok) return loaded;
  const project = loaded.value;
  if (cache?.isThere === true) await begin?.(project);
  const warm = cache?.restored(project, originsOf(project, seen));
  const told = foldDeprecations([...project.warnings, ...(warm?.warnings ?? [])]);
  const cached = warm === undefined ? undefined : withGraph(project, seen, warm, told);
  if (cached?.ok === true) warm?.keep();
  const understood = cached?.ok === true ? cached : understand(project, seen, cycles, cache);
  if (!understood.ok) return understood;
  const warnings = settleWarnings(understood.value.warnings, project.flags);
  if (!warnings.ok) return warnings;
  const isRestored = warm !== undefined && understood === cached;
  return ok({
    ...understood.value,
    warnings: warnings.value,
    ...(isRestored && { restoredFrom: warm.from }),
    ...(cache && { stampOf: (absolute) => cache.stampOf(absolute) }),
  });
}

/** Models that read each other in a circle: of dbt's projects they can be written down, and nothing else. */
type Cycles = 'refused' | 'warned of';

/** Parses the files of a project and resolves every name in them. */
export function understand(
  project: Project,
  terminal: Terminal,
  cycles: Cycles = 'refused',
  cache?: ParseCache,
): Result<OpenProject> {
  const globals = packageGlobals(project, terminal.env);
  const parsed = collect(
    [project, ...project.packages].map((owner) => parseFiles(owner, project, globals(owner))),
  );
  if (!parsed.ok) return parsed;
  const [own, ...packages] = parsed.value;
  const said = new Map<string, Diagnostic>();
  const manifest = loadManifest(requestFor(project, terminal, own!.files, packages, said));
  if (!manifest.ok) return manifest;
  const warnings = [...parsed.value.flatMap(ofProperties), ...manifest.value.warnings, ...said.values()];
  const told = foldDeprecations([...project.warnings, ...warnings]);
  const opened = withGraph(project, terminal, manifest.value, told, cycles);
  if (opened.ok) cache?.keep(project, manifest.value, own!.files, warnings);
  return opened;
}

function requestFor(
  project: Project,
  terminal: Terminal,
  files: readonly ParsedFile[],
  packages: readonly PackageFiles[],
  said: Map<string, Diagnostic>,
): ManifestRequest {
  const globals = packageGlobals(project, terminal.env);
  return {
    project,
    files,
    packages,
    ...(project.dialect === 'dbt' && {
      builtIn: [...builtinMacros()].map(([name, macros]) => ({ package: name, files: macros })),
    }),
    globals,
    parsingValues: parsingValues({
      project,
      env: terminal.env,
      globals,
      runId: '',
      startedAt: systemClock.now(),
      dbtVersion,
      command: 'parse',
      now: systemClock.now,
      warn: (warning) => said.set(`${warning.location?.file}\n${warning.message}`, warning),
    }),
    materializations: new Set([...materializations.keys(), 'ephemeral']),
    tests: dataTests,
  };
}

/** Where what is cached of a project finds the rest. */
function originsOf(project: Project, terminal: Terminal): CacheOrigins {
  let whole: Result<OpenProject> | undefined;
  return {
    whole: () => {
      whole ??= understand(project, terminal);
      if (!whole.ok) throw new Error(whole.diagnostics[0]!.message);
      return whole.value.manifest;
    },
    parse: (files) => {
      const reading = propertiesReading(project, packageGlobals(project, terminal.env)(project));
      return collect(files.map((file) => parseFile(file, reading)));
    },
    request: (files) => requestFor(project, terminal, files, [], new Map()),
  };
}

function withGraph(
  project: Project,
  terminal: Terminal,
  { manifest, names }: Pick<LoadedManifest, 'manifest' | 'names'>,
  warnings: readonly Diagnostic[],
  cycles: Cycles = 'refused',
): Result<OpenProject> {
  const graph = buildGraph(manifest);
  const isRefused = cycles === 'refused' || project.dialect !== 'dbt';
  if (!graph.ok && isRefused) return graph;
  const globals = packageGlobals(project, terminal.env);
  return ok({
    project,
    manifest,
    graph: graph.ok ? graph.value : graphWithCycles(manifest),
    names,
    globals: globals(project),
    globalsOf: globals,
    environment: terminal.env,
    artifactEnv: project.policies.artifactKeys === 'all' ? customVariables(terminal.env) : {},
    warnings: [
      ...warnings,
      ...(graph.ok ? [] : graph.diagnostics.map((each) => ({ ...each, severity: 'warning' as const }))),
    ],
  });
}

/** What is suspicious in the properties files of a package. */
const ofProperties = ({ files }: PackageFiles): readonly Diagnostic[] =>
  files.flatMap((file) => (file.kind === 'properties' ? file.properties.warnings : []));

function parseFiles(
  owner: ProjectPackage,
  project: Project,
  globals: ReadonlyMap<string, Value>,
): Result<PackageFiles> {
  const reading = propertiesReading(project, globals);
  const parsed = collect(owner.files.map((file) => parseFile(file, reading)));
  if (!parsed.ok) return parsed;
  return ok({ package: owner, files: parsed.value.filter((file) => file !== undefined) });
}

const propertiesReading = ({ dialect, flags }: Project, globals: ReadonlyMap<string, Value>) => ({
  dialect,
  flags,
  render: propertyRenderer(globals),
});

/** What a node is called where people read it; it can be pasted after `--select`. */
export function labelOf(node: ManifestNode): string {
  if (node.resource === 'source') return `source:${node.sourceName}.${node.name}`;
  return node.resource === 'test' ? node.name : node.fqn.slice(1).join('.');
}

/** The same by id; what is not in the project any more goes by its name. */
export const labelsIn =
  ({ nodes }: Manifest) =>
  (id: NodeId): string => {
    const node = nodes.get(id);
    return node === undefined ? id.split('.').slice(2).join('.') : labelOf(node);
  };

export function nodeLabel(node: ManifestNode, manifest: Manifest): NodeLabel {
  const common = { id: node.id, resource: node.resource, label: labelOf(node), path: node.path };
  if (node.resource === 'unit_test') {
    const tested = manifest.nodes.get(node.tested);
    const on = tested && { test: { name: node.name, on: labelOf(tested) } };
    return { ...common, materialized: 'unit test', ...on };
  }
  if (node.resource === 'operation') return { ...common, materialized: 'hook' };
  if (node.resource !== 'test') {
    const materialized =
      node.resource === 'model'
        ? node.config.format === 'parquet'
          ? 'parquet'
          : node.config.materialized
        : node.resource;
    return { ...common, materialized };
  }
  if (node.test.kind === 'singular') return { ...common, materialized: 'test' };
  const on = manifest.nodes.get(node.test.attachedTo)!;
  return {
    ...common,
    materialized: 'test',
    attachedTo: on.id,
    test: {
      name: node.test.name,
      on: labelOf(on),
      ...(node.test.column !== undefined && { column: node.test.column }),
    },
  };
}
