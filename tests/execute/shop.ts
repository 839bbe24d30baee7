import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Session, Warehouse } from '../../src/adapter/index.ts';
import { duckdb } from '../../src/adapters/duckdb/index.ts';
import {
  collect,
  type Diagnostic,
  type Event,
  type Outcome,
  type Result,
  systemClock,
} from '../../src/base/index.ts';
import { knownRequest, versionsOf } from '../../src/cli/open/known-for-run.ts';
import { type CompileSettings, runGlobals } from '../../src/compile/index.ts';
import { executePlan, openKnown, type RunSettings } from '../../src/execute/index.ts';
import { materializations } from '../../src/features/materializations/index.ts';
import { dataTests } from '../../src/features/tests/index.ts';
import { buildGraph } from '../../src/graph/index.ts';
import {
  type BuildableNode,
  loadManifest,
  type ManifestNode,
  Names,
  packageGlobals,
  projectGlobals,
} from '../../src/manifest/index.ts';
import { type ParsedFile, parseFile } from '../../src/parse/index.ts';
import { makePlan } from '../../src/plan/index.ts';
import { loadProject, type Project } from '../../src/project/index.ts';
import { relationKey } from '../../src/publish/index.ts';

export type Files = Readonly<Record<string, string>>;

export interface RunOptions {
  readonly command?: 'build' | 'run' | 'test' | 'seed';
  /** Names of nodes; all without it. */
  readonly select?: readonly string[];
  readonly fullRefresh?: boolean;
  readonly failFast?: boolean;
  readonly storeFailures?: boolean;
  readonly threads?: number;
  readonly target?: string;
  /** Interrupted before it begins. */
  readonly interrupted?: boolean;
  /** Called for each event, with what interrupts the run. */
  readonly on?: (event: Event, interrupt: () => void) => void;
}

/** What a run did. */
export class Ran {
  readonly events: readonly Event[];
  readonly outcomes: readonly Outcome[];

  constructor(events: readonly Event[], outcomes: readonly Outcome[]) {
    this.events = events;
    this.outcomes = outcomes;
  }

  of(name: string): Outcome {
    return this.outcomes.find(({ node }) => nameOf(node) === name)!;
  }

  /** A node a line, sorted: `orders success`, `orders_id fail 2`, `report skipped: orders`, `orders success, kept`. */
  get lines(): string[] {
    return this.outcomes
      .map((outcome) => {
        const because = outcome.because?.length ? `: ${outcome.because.map(nameOf).join(' ')}` : '';
        const failures = outcome.status === 'fail' || outcome.status === 'warn' ? ` ${outcome.failures}` : '';
        const unpublished = outcome.unpublished === undefined ? '' : `, ${outcome.unpublished}`;
        return `${nameOf(outcome.node)} ${outcome.status}${failures}${because}${unpublished}`;
      })
      .sort();
  }

  /** The groups that became visible, in order. */
  get published(): string[] {
    return this.events.flatMap((event) =>
      event.kind === 'published' ? [event.nodes.map(nameOf).join(' ')] : [],
    );
  }

  get diagnostics(): Diagnostic[] {
    return this.outcomes.flatMap((outcome) => outcome.diagnostics);
  }
}

const nameOf = (id: string): string => id.split('.')[2]!;

/** A project in a folder of its own with a database in memory that lives as long as the test. */
export class Shop {
  readonly dir: string;
  #warehouse: Warehouse | undefined;

  constructor(files: Files) {
    this.dir = mkdtempSync(join(tmpdir(), 'assay-shop-'));
    this.write({ 'project.yml': settings, ...files });
    onTestFinished(async () => {
      await this.#warehouse?.close();
      rmSync(this.dir, { recursive: true, force: true });
    });
  }

  write(files: Files): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.dir, path)), { recursive: true });
      writeFileSync(join(this.dir, path), text);
    }
  }

  async build(options: RunOptions = {}): Promise<Ran> {
    const { command = 'build' } = options;
    const project = unwrap(
      await loadProject({
        dir: this.dir,
        env: {},
        ...(options.target !== undefined && { target: options.target }),
        ...(options.threads !== undefined && { threads: options.threads }),
      }),
    );
    const { manifest, globals } = manifestOf(project);
    const graph = unwrap(buildGraph(manifest));
    const warehouse = await this.#open(project);
    const nodes = [...manifest.nodes.values()];
    const existing = await this.#existing(nodes.filter(isBuildable), warehouse);
    const keys = new Set(existing.map(relationKey));
    const exists = (node: BuildableNode) => keys.has(relationKey(node.relation));
    const chosen = nodes.filter(({ name }) => options.select?.includes(name) ?? true);
    const plan = makePlan({
      manifest,
      graph,
      selected: new Set(chosen.map(({ id }) => id)),
      runs: {
        models: command === 'build' || command === 'run',
        seeds: command === 'build' || command === 'seed',
        tests: command === 'build' || command === 'test',
      },
      exists,
      readsThrough: (node) =>
        node.resource === 'model' && materializations.get(node.config.materialized)!.readsThrough,
      buildMissing: true,
    });
    const abort = new AbortController();
    if (options.interrupted === true) abort.abort();
    const events: Event[] = [];
    const emit = (event: Event) => {
      events.push(event);
      options.on?.(event, () => abort.abort());
    };
    const startedAt = Date.now();
    const fullRefresh = options.fullRefresh === true;
    const run = { runId: 'run', startedAt, version: '0', fullRefresh, emit, now: systemClock.now };
    const compile: CompileSettings = {
      manifest,
      names: new Names(nodes, manifest.disabled),
      shared: new Map([...runGlobals(run), ...globals]),
      undefinedValues: 'strict',
      isIncremental: () => false,
      emit,
      now: systemClock.now,
    };
    const request = knownRequest(
      { project, manifest },
      { runId: 'run', warehouse, adapter: duckdb, compile, exists, deferTo: undefined },
    );
    const known = await openKnown(warehouse, request);
    if (!known.ok || 'code' in known.value) throw new Error('the state cannot be opened');
    const state = { ...known.value, versions: versionsOf(known.value.known, { manifest }) };
    const given: RunSettings = {
      runId: 'run',
      startedAt,
      projectRoot: project.root,
      target: project.target,
      warehouse,
      adapter: duckdb,
      graph,
      compile,
      materializations,
      tests: dataTests,
      existing,
      fullRefresh,
      storeFailures: options.storeFailures === true,
      failFast: options.failFast === true,
      state,
      hasHooks: false,
      emit,
      clock: systemClock,
      signal: abort.signal,
      label: nameOf,
      compiledPath: (node) => `target/${node.name}.sql`,
    };
    return new Ran(events, [...(await executePlan(plan, given)).values()]);
  }

  /** The manifest's diagnostics, for projects that cannot be loaded. */
  async load(): Promise<Result<unknown>> {
    const project = await loadProject({ dir: this.dir, env: {} });
    return project.ok ? loaded(project.value) : project;
  }

  /** The rows of a query, a line each, sorted. */
  async rows(query: string): Promise<string[]> {
    return this.using(async (session) => {
      const answer = await session.query(query);
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value.rows.map((row) => row.join(' ')).sort();
    });
  }

  async run(sql: string): Promise<void> {
    await this.using(async (session) => {
      const done = await session.run(sql);
      if (!done.ok) throw new Error(done.error.message);
    });
  }

  /** The tables and views of the project and what Assay left beside them. */
  relations(): Promise<string[]> {
    return this.rows(
      "select table_name from duckdb_tables() where schema_name <> '_assay' and not internal union select view_name from duckdb_views() where not internal",
    );
  }

  async using<T>(work: (session: Session) => Promise<T>): Promise<T> {
    const session = await this.#warehouse!.session();
    try {
      return await work(session);
    } finally {
      session.release();
    }
  }

  async #open(project: Project): Promise<Warehouse> {
    if (this.#warehouse === undefined) {
      const opened = await duckdb.open(project.target);
      if (!opened.ok) throw new Error(opened.error.message);
      this.#warehouse = opened.value;
    }
    return this.#warehouse;
  }

  async #existing(nodes: readonly BuildableNode[], warehouse: Warehouse) {
    const session = await warehouse.session();
    const found = await session.relations(nodes.map(({ relation }) => relation));
    session.release();
    if (!found.ok) throw new Error(found.error.message);
    return found.value;
  }
}

const settings = "name: shop\ntargets:\n  dev: {path: ':memory:', threads: 2, schema_prefix: ''}\n";

const isBuildable = (node: ManifestNode): node is BuildableNode =>
  node.resource === 'model' || node.resource === 'seed';

function loaded(project: Project) {
  const parsed = collect(project.files.map((file) => parseFile(file, { dialect: 'native' })));
  if (!parsed.ok) return parsed;
  const globals = packageGlobals(project, {});
  return loadManifest({
    project,
    files: parsed.value.filter((file): file is ParsedFile => file !== undefined),
    globals,
    materializations: new Set([...materializations.keys(), 'ephemeral']),
    tests: dataTests,
  });
}

const manifestOf = (project: Project) => ({
  manifest: unwrap(loaded(project)).manifest,
  globals: projectGlobals(project, {}),
});

export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.diagnostics.map(({ code, message }) => `${code} ${message}`).join('\n'));
}
