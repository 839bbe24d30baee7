import type { Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Emit, type NodeId, type RelationName, systemClock } from '../../base/index.ts';
import { type DirectSettings, RelationCache, type TimeFilter } from '../../compile/index.ts';
import type { DirectRunSettings } from '../../execute/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { dbtVersion, flagKey, type YamlMapping, type YamlValue } from '../../project/index.ts';
import { describedNode, describedRest, warningFate } from '../../report/index.ts';
import { artifactSurroundings } from '../artifacts/artifact-surroundings.ts';
import { compiledPath, runPath } from '../artifacts/node-paths.ts';
import { compiledFile, unwritten, writeFile } from '../artifacts/write-artifacts.ts';
import type { BuiltElsewhere } from '../dbt/deferral.ts';
import { warningRulesOf } from '../dbt/settle-warnings.ts';
import { labelOf, type OpenProject } from '../open/open-project.ts';
import type { Terminal } from '../terminal.ts';
import { version } from '../version.ts';

/** What is particular to one invocation. */
export interface DirectInvocation {
  readonly command: string;
  readonly runId: string;
  readonly startedAt: number;
  readonly selected: ReadonlySet<NodeId>;
  readonly emit: Emit;
  readonly terminal: Terminal;
  readonly sample?: TimeFilter;
  /** Where nodes are that were not built here. */
  readonly deferred?: BuiltElsewhere;
  /** Whether what is run is written below `target/run`. */
  readonly writes: boolean;
}

/** What rendering needs in projects whose nodes are built in place. */
export function directSettings(opened: OpenProject, run: DirectInvocation): DirectSettings {
  const { project, manifest, names, graph } = opened;
  const { flags } = project;
  const owners = new Map([project, ...project.packages].map((owner) => [owner.name, owner]));
  const around = {
    manifest,
    meta: {
      ...artifactSurroundings(project),
      version,
      runId: run.runId,
      startedAt: run.startedAt,
      generatedAt: run.startedAt,
    },
    outcomes: new Map(),
  };
  const cache = new RelationCache();
  const rules = warningRulesOf(flags);
  return {
    project,
    manifest,
    names,
    graph,
    globals: (name) => opened.globalsOf(owners.get(name) ?? project),
    cache,
    runId: run.runId,
    startedAt: run.startedAt,
    dbtVersion,
    command: run.command,
    fullRefresh: flags.fullRefresh,
    storeFailures: flags.storeFailures,
    empty: flags.empty,
    ...(run.sample && { sample: run.sample }),
    selected: [...run.selected],
    args: argsOf(opened, run.command),
    env: run.terminal.env,
    describe: (node) => describedNode(node, around),
    describeRest: () => describedRest(around),
    deferred: (node) => deferredRelation(node, run, opened, cache),
    write: (node, sql) => {
      if (!run.writes) return undefined;
      try {
        writeFile(compiledFile(opened, runPath(node)), sql);
        return undefined;
      } catch (thrown) {
        return unwritten(thrown);
      }
    },
    warningFate: (name) => (rules.ok ? warningFate(name, rules.value) : 'warn'),
    warned: new Set(),
    emit: run.emit,
    now: systemClock.now,
  };
}

/** A node that is not there is read where it was built; with `--favor-state` any that is not selected. */
function deferredRelation(
  node: ManifestNode,
  { deferred, selected }: DirectInvocation,
  { project }: OpenProject,
  cache: RelationCache,
): RelationName | undefined {
  const elsewhere = deferred?.get(node.id);
  if (elsewhere === undefined || !('relation' in node)) return undefined;
  if (project.flags.favorState && !selected.has(node.id)) return elsewhere;
  const { database = project.target.profile?.database ?? null, schema, identifier } = node.relation;
  return cache.named({ database, schema }, identifier).length > 0 ? undefined : elsewhere;
}

/** What executing needs besides. */
export function directRunSettings(
  opened: OpenProject,
  run: DirectInvocation,
  warehouse: Warehouse,
  options: Pick<DirectRunSettings, 'failFast' | 'batches' | 'repeats' | 'reuse'>,
): DirectRunSettings {
  const { project, manifest, graph } = opened;
  const compile = directSettings(opened, run);
  return {
    compile,
    warehouse,
    adapter: duckdb,
    graph,
    threads: project.flags.singleThreaded ? 1 : project.target.threads,
    ...options,
    emit: run.emit,
    clock: systemClock,
    signal: run.terminal.interrupted,
    label: (id) => labelOf(manifest.nodes.get(id)!),
    compiledPath: (node) => compiledPath(node, node.package),
    runPath,
    warningFails: (name) => compile.warningFate(name) === 'error',
  };
}

/** `invocation_args_dict`: the flags, and the command. */
function argsOf({ project }: OpenProject, command: string): YamlMapping {
  const given = Object.entries(project.flags).flatMap(([name, value]): [string, YamlValue][] =>
    value === undefined ? [] : [[flagKey(name), value as YamlValue]],
  );
  return {
    ...Object.fromEntries(given),
    vars: project.givenVars,
    which: command,
    invocation_command: `dbt ${command}`,
  };
}
