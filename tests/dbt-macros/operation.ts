import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import { duckdb } from '../../src/adapters/duckdb/index.ts';
import { collect, type Event, type Result } from '../../src/base/index.ts';
import { callOperation, type DirectSettings, RelationCache, settle } from '../../src/compile/index.ts';
import { Connection } from '../../src/execute/direct/connection.ts';
import { buildGraph } from '../../src/graph/index.ts';
import { loadManifest, packageGlobals } from '../../src/manifest/index.ts';
import { builtinMacros, type ParsedFile, parseFile } from '../../src/parse/index.ts';
import { loadProject } from '../../src/project/index.ts';

const settings = {
  'dbt_project.yml': "name: shop\nversion: '1.0'\nprofile: shop\n",
  'profiles.yml': "shop: {target: dev, outputs: {dev: {type: duckdb, path: ':memory:'}}}\n",
};

/** A database with a project of dbt's whose macros can be run in it. */
export interface Operations {
  /** Runs a macro and gives the lines that it printed; throws what it was refused. */
  run(macro: string): Promise<string[]>;
  rows(query: string): Promise<(string | null)[][]>;
}

export async function operations(files: Readonly<Record<string, string>>): Promise<Operations> {
  const dir = mkdtempSync(join(tmpdir(), 'assay-macros-'));
  for (const [path, text] of Object.entries({ ...settings, ...files })) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  const project = unwrap(await loadProject({ dir, env: {} }));
  const parsed = unwrap(collect(project.files.map((file) => parseFile(file, project))));
  const globals = packageGlobals(project, {});
  const loaded = unwrap(
    loadManifest({
      project,
      files: parsed.filter((file): file is ParsedFile => file !== undefined),
      builtIn: [...builtinMacros()].map(([name, macros]) => ({ package: name, files: macros })),
      globals,
      materializations: new Set(),
      tests: new Map(),
    }),
  );
  const opened = await duckdb.open(project.target, { wait: 0 } as never);
  if (!opened.ok) throw new Error(opened.error.message);
  const warehouse = opened.value;
  const session = await warehouse.session();
  const connection = new Connection(session);
  onTestFinished(async () => {
    await connection.release();
    await warehouse.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const events: Event[] = [];
  const shared = globals(project);
  const compile: DirectSettings = {
    project,
    manifest: loaded.manifest,
    names: loaded.names,
    graph: unwrap(buildGraph(loaded.manifest)),
    globals: () => shared,
    cache: new RelationCache(),
    runId: 'run',
    startedAt: Date.now(),
    dbtVersion: '1.11.0',
    command: 'run-operation',
    fullRefresh: false,
    storeFailures: false,
    empty: false,
    selected: [],
    args: {},
    env: {},
    describe: () => ({}),
    describeRest: () => ({}),
    deferred: () => undefined,
    write: () => {},
    warningFate: () => 'warn',
    warned: new Set(),
    emit: (event) => events.push(event),
    now: Date.now,
  };
  return {
    async run(macro) {
      events.length = 0;
      const settled = await settle(connection.perform, (log) =>
        callOperation(loaded.manifest.macros.find(macro, project.name)!, new Map(), compile, log),
      );
      unwrap(settled.result);
      return events.flatMap((event) => (event.kind === 'said' && event.print ? [event.text] : []));
    },
    async rows(query) {
      const answer = await session.query(query);
      if (!answer.ok) throw new Error(`${answer.error.message}\n${query}`);
      return answer.value.rows.map((row) => row.map((value) => (value === null ? null : String(value))));
    },
  };
}

function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(
    result.diagnostics.map(({ message, detail }) => [message, ...(detail ?? [])].join('\n')).join('\n'),
  );
}
