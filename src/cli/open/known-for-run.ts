import type { Adapter, Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type NodeId, systemClock } from '../../base/index.ts';
import { compileTest } from '../../check/index.ts';
import { type CompileSettings, compileText, runGlobals } from '../../compile/index.ts';
import type { Deferred, OpenKnownRequest } from '../../execute/index.ts';
import { materializations } from '../../features/materializations/index.ts';
import { dataTests } from '../../features/tests/index.ts';
import {
  type DefineSettings,
  defineNode,
  type Known,
  markedSql,
  meaningOf,
  Versions,
} from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { Project, ProjectHook, Target } from '../../project/index.ts';
import type { KeptForRun } from '../cache/kept-for-run.ts';
import { version } from '../version.ts';
import type { OpenProject } from './open-project.ts';

export interface RunOfKnown {
  readonly runId: string;
  readonly warehouse: Warehouse;
  readonly adapter: Adapter;
  /** With which nothing is said: what templates log is told when they are built. */
  readonly compile: CompileSettings;
  readonly exists: (node: BuildableNode) => boolean;
  readonly deferTo: Deferred | undefined;
  readonly kept?: KeptForRun | undefined;
}

/** The target that is deferred to. Asked before the warehouse is opened: then the other file is attached. */
export const deferredBy = ({ deferTo }: Target): Deferred | undefined =>
  deferTo && { ...deferTo, mark: duckdb.mark(deferTo.target) };

/** What finding out what is known of a native project's nodes takes. */
export function knownRequest(
  { project, manifest }: Pick<OpenProject, 'project' | 'manifest'>,
  run: RunOfKnown,
): OpenKnownRequest {
  const { adapter, compile, kept } = run;
  const moments = new Set<NodeId>();
  const common: Omit<DefineSettings, 'files' | 'tableVersion' | 'functions'> = {
    compile,
    failing: (test, settings) => {
      const compiled = compileTest(test, { compile: settings, tests: dataTests, sql: adapter });
      return compiled.ok ? { ok: true, value: compiled.value.failing } : compiled;
    },
    target: { ...definedTarget(project.target), ...definedHooks(project, compile) },
    engine: run.warehouse.engine,
    assay: version,
    seesMoment: (node) => moments.add(node),
  };
  return {
    adapter,
    manifest,
    root: project.root,
    builder: `${project.name}/${project.target.name}`,
    schema: project.target.schemaPrefix + project.target.schema,
    runId: run.runId,
    now: systemClock.now,
    exists: run.exists,
    ...(run.deferTo && { deferTo: run.deferTo }),
    define: (found) => {
      const settings: DefineSettings = { ...common, ...found };
      return (node) => defineNode(node, settings);
    },
    ...(kept && {
      keep: ({ functions, files }, recorded) =>
        kept.restored(
          { target: common.target, engine: common.engine, functions },
          { recorded, files, sawMoment: (node) => moments.has(node) },
        ),
    }),
  };
}

export const versionsOf = (known: Known, { manifest }: Pick<OpenProject, 'manifest'>): Versions =>
  new Versions(known, manifest, (id) => {
    const node = manifest.nodes.get(id);
    return (
      node?.resource === 'model' && materializations.get(node.config.materialized)?.readsThrough === true
    );
  });

/** What only changes how a run goes, not what comes out of it. */
const withoutInfluence = new Set([
  'threads',
  'memory_limit',
  'max_memory',
  'temp_directory',
  'max_temp_directory_size',
]);

/** What of the target has an influence on what comes out. */
export function definedTarget(target: Target): Record<string, string> {
  const settings = Object.entries(target.settings).filter(
    ([name]) => !withoutInfluence.has(name.toLowerCase()),
  );
  return {
    ...Object.fromEntries(settings.map(([name, value]) => [`settings.${name}`, String(value)])),
    ...(target.extensions.length > 0 && { extensions: JSON.stringify(target.extensions) }),
    ...(target.localTime === true && { time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone }),
  };
}

/** The hooks before a run: they may define macros, or set something. */
const definedHooks = ({ hooks }: Pick<Project, 'hooks'>, compile: CompileSettings): Record<string, string> =>
  Object.fromEntries(
    hooks.onRunStart.map((hook, index) => [`on-run-start.${index + 1}`, hookMeaning(hook, compile)]),
  );

/** What a hook says, whenever and by whichever run it is said: macros, vars and variables count by what they give. */
function hookMeaning({ sql, location }: ProjectHook, compile: CompileSettings): string {
  const run = { runId: '', startedAt: 0, version, fullRefresh: false, emit: () => undefined, now: () => 0 };
  const timeless = runGlobals(run);
  const shared = new Map([...compile.shared].map(([name, value]) => [name, timeless.get(name) ?? value]));
  const query = compileText(sql, undefined, { ...compile, shared }, location);
  const text = query.ok ? markedSql(query.value, compile) : query;
  return meaningOf(text.ok ? text.value.text : sql);
}
