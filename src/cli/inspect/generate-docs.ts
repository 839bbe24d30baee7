import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fail, type NodeId, type Outcome, ok, type Result } from '../../base/index.ts';
import { catalogDirectly, type FoundTables } from '../../execute/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { artifactText, catalogArtifact, counted, entry, printDiagnostic } from '../../report/index.ts';
import { artifactSurroundings } from '../artifacts/artifact-surroundings.ts';
import { artifactMeta, unwritten, writeFile, writeManifest } from '../artifacts/write-artifacts.ts';
import { type OpenProject, openProject } from '../open/open-project.ts';
import { selectNodes } from '../select/select-nodes.ts';
import { type Talk, talkOf } from '../talk.ts';
import { shownFolder, type Terminal } from '../terminal.ts';
import { compileAll, compiledTypes, nodesOf, tellCompiled, told } from './compile-directly.ts';
import type { CompileOptions } from './compile-options.ts';
import { whileLooking, writeLooked } from './looking.ts';

export interface DocsOptions extends CompileOptions {
  /** False: does not compile first. */
  readonly compile?: boolean;
  readonly emptyCatalog?: boolean;
}

/** `docs generate`: catalog.json, what the relations of the project are like in the warehouse, beside manifest.json. */
export async function generateDocs(options: DocsOptions, terminal: Terminal): Promise<0 | 1 | 2 | 130> {
  const talk = talkOf('docs generate', options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  talk.begin(opened.value);
  talk.diagnose(opened.value.warnings);
  const asked =
    options.select !== undefined || options.exclude !== undefined || options.selector !== undefined;
  const selection = asked ? selectNodes(options, opened.value, catalogued) : undefined;
  if (selection?.ok === false) {
    talk.diagnose(selection.diagnostics);
    return talk.end(2);
  }
  talk.diagnose(selection?.value.warnings ?? []);
  const compiling = selectNodes(options, opened.value, compiledTypes(options));
  const nodes = options.compile !== false && compiling.ok ? compiling.value.nodes : new Set<NodeId>();
  const looked = await look(nodes, options, terminal, opened.value, talk);
  if (!looked.ok) {
    if (terminal.interrupted.aborted) return talk.end(130);
    talk.diagnose(looked.diagnostics);
    return talk.end(2);
  }
  const { found } = looked.value;
  const outcomes = told(looked.value.outcomes, options, opened.value);
  if (options.compile !== false) {
    const written = writeLooked('generate', options, terminal, opened.value, outcomes, talk);
    if (written !== 0) return talk.end(written);
  }
  return writeCatalog(found, selection?.value.nodes, options, terminal, opened.value, talk);
}

const catalogued = ['model', 'seed', 'snapshot', 'test', 'source'];

interface Looked {
  readonly outcomes: readonly Outcome[];
  readonly found: FoundTables;
}

/** Compiles, and sees what there is in the warehouse. */
async function look(
  nodes: ReadonlySet<NodeId>,
  options: DocsOptions,
  terminal: Terminal,
  opened: OpenProject,
  talk: Talk,
): Promise<Result<Looked>> {
  if (options.compile !== false) talk.planned(nodes.size);
  const nothing: FoundTables = { tables: [], errors: [] };
  const looked = await whileLooking('generate', options, terminal, opened, nodes, talk, async (run) => {
    const { outcomes, wrong } = await compileAll(nodesOf(nodes, opened), run);
    if (wrong.length > 0) return fail(...wrong);
    if (talk.log !== undefined) tellCompiled(outcomes, options, opened, talk);
    if (options.emptyCatalog === true) return ok({ outcomes, found: nothing });
    const { database } = artifactSurroundings(opened.project);
    const places = [...opened.manifest.nodes.values()].flatMap((node) => placeOf(node, database));
    talk.log?.(entry('BuildingCatalog', 'Building catalog'));
    return ok({ outcomes, found: await catalogDirectly(places, run) });
  });
  return looked.ok ? looked.value : looked;
}

function writeCatalog(
  found: FoundTables,
  selected: ReadonlySet<NodeId> | undefined,
  options: DocsOptions,
  terminal: Terminal,
  opened: OpenProject,
  talk: Talk,
): 0 | 1 {
  const { project, manifest } = opened;
  const { runId, startedAt } = talk;
  const meta = artifactMeta(opened, { runId, startedAt });
  const chosen = options.emptyCatalog === true ? new Set<NodeId>() : selected;
  const { database } = artifactSurroundings(project);
  const style = { columns: 120, unicode: true, color: false };
  const catalog = catalogArtifact(found.tables, manifest, {
    ...meta,
    database,
    errors: found.errors.map((wrong) => printDiagnostic(wrong, style)),
    ...(chosen !== undefined && { selected: chosen }),
  });
  const path = join(project.paths.target, 'catalog.json');
  try {
    writeFile(path, artifactText(catalog));
    if (options.compile === false) writeManifest(opened, meta);
    copyAssets(opened);
  } catch (thrown) {
    talk.diagnose([unwritten(thrown)]);
    return talk.end(1);
  }
  talk.diagnose(found.errors);
  const { nodes, sources } = catalog as { nodes: object; sources: object };
  const amount = counted(Object.keys(nodes).length + Object.keys(sources).length, 'relation');
  if (talk.log === undefined) talk.say(`wrote ${shownFolder(path, terminal)}: ${amount}`);
  else talk.log(entry('CatalogWritten', `Catalog written to ${path}`, { path }));
  return talk.end(found.errors.length > 0 ? 1 : 0);
}

function placeOf(node: ManifestNode, database: string): { database: string; schema: string }[] {
  const relation =
    node.resource === 'source'
      ? node.from.kind === 'table'
        ? node.from.relation
        : undefined
      : node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot'
        ? node.relation
        : node.resource === 'test'
          ? node.storedIn
          : undefined;
  if (relation === undefined) return [];
  return [{ database: relation.database ?? database, schema: relation.schema }];
}

/** The files that the documentation shows go beside it. */
function copyAssets({ project }: OpenProject): void {
  for (const folder of project.paths.assets) {
    const [from, to] = [join(project.root, folder), join(project.paths.target, folder)];
    rmSync(to, { recursive: true, force: true });
    if (existsSync(from)) cpSync(from, to, { recursive: true });
  }
}

/** `docs serve` is not here, since the page that it serves is part of dbt. */
export const servesNoDocs =
  'error A4012: docs serve is not here: the page that it serves is dbt’s own\n  docs generate writes catalog.json and manifest.json, which other tools read and show\n';
