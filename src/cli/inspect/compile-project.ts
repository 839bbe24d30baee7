import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { type Diagnostic, groupBy, type NodeId, type Outcome, systemClock } from '../../base/index.ts';
import type { CompileSettings } from '../../compile/index.ts';
import { Bindings } from '../../execute/index.ts';
import type { ModelNode, TestNode } from '../../manifest/index.ts';
import { counted } from '../../report/index.ts';
import { compiledPath } from '../artifacts/node-paths.ts';
import { compiledFile, unwritten, writeFile, writeManifest } from '../artifacts/write-artifacts.ts';
import { Notes } from '../notes.ts';
import { lookingSettings } from '../open/compile-settings.ts';
import { type Deferral, deferralFor } from '../open/defer.ts';
import { type OpenProject, openProject } from '../open/open-project.ts';
import { existingFor } from '../open/read-warehouse.ts';
import { nothingSelected, selectNodes } from '../select/select-nodes.ts';
import { talkOf } from '../talk.ts';
import { shownFolder, type Terminal } from '../terminal.ts';
import { version } from '../version.ts';
import { compileInPlace } from './compile-directly.ts';
import type { CompileOptions } from './compile-options.ts';
import { bound, inlineQuery, nodeQuery } from './node-sql.ts';

/** `compile`: the SQL of models and tests, as a build would send it, without sending it. */
export async function compileProject(options: CompileOptions, terminal: Terminal): Promise<0 | 1 | 2 | 130> {
  const notes = new Notes(terminal, options);
  const opened = await openProject(options, terminal);
  if (!opened.ok) {
    const talk = talkOf('compile', options, terminal);
    talk.diagnose(opened.diagnostics);
    return talk.end(2);
  }
  if (opened.value.project.policies.publishing === 'direct')
    return compileInPlace(options, terminal, opened.value);
  notes.diagnose(opened.value.warnings);
  const deferral = deferralFor(options, opened.value.project);
  if (!deferral.ok) {
    notes.diagnose(deferral.diagnostics);
    return 2;
  }
  const compiling: Compiling = { opened: opened.value, deferral: deferral.value, options, terminal, notes };
  if (options.inline !== undefined) return compileInline(options.inline, compiling);
  const selection = selectNodes(options, opened.value, ['model', 'test']);
  if (!selection.ok) {
    notes.diagnose(selection.diagnostics);
    return 2;
  }
  notes.diagnose(selection.value.warnings);
  if (selection.value.nodes.size === 0 && selection.value.warnings.length === 0)
    notes.diagnose([nothingSelected]);
  return compileSelected(selection.value.nodes, compiling);
}

interface Compiling {
  readonly opened: OpenProject;
  readonly deferral: Deferral | undefined;
  readonly options: CompileOptions;
  readonly terminal: Terminal;
  readonly notes: Notes;
}

async function compileInline(text: string, compiling: Compiling): Promise<0 | 2> {
  const { options, terminal, notes } = compiling;
  const compile = await settingsFor(new Set(), compiling);
  const sql = bound(inlineQuery(text, compile), new Bindings(duckdb, compile));
  if (!sql.ok) {
    notes.diagnose(sql.diagnostics);
    return 2;
  }
  terminal.stdout.write(printed({ compiled: sql.value.text }, options));
  return 0;
}

async function compileSelected(selected: ReadonlySet<NodeId>, compiling: Compiling): Promise<0 | 1> {
  const { opened, options, terminal, notes } = compiling;
  const { manifest, project } = opened;
  const startedAt = systemClock.now();
  const compile = await settingsFor(selected, compiling);
  const bindings = new Bindings(duckdb, compile);
  const nodes = [...manifest.nodes.values()].filter(
    (node): node is ModelNode | TestNode =>
      selected.has(node.id) && (node.resource === 'model' || node.resource === 'test'),
  );
  const outcomes: Outcome[] = [];
  const wrong: Diagnostic[] = [];
  for (const node of nodes) {
    const sql = bound(nodeQuery(node, compile), bindings);
    if (!sql.ok) wrong.push(...sql.diagnostics);
    else outcomes.push(compiledOutcome(node.id, sql.value.text, writtenTo(node, opened), startedAt));
  }
  const asked = nodes.filter(({ resource }) => resource === 'model');
  const [only, ...others] = asked.length > 0 ? asked : nodes;
  const compiled =
    others.length === 0 ? outcomes.find(({ node }) => node === only?.id)?.compiledSql : undefined;
  if (only !== undefined && compiled !== undefined)
    terminal.stdout.write(printed({ node: only.name, compiled }, options));
  try {
    for (const [path, texts] of textsByPath(outcomes))
      writeFile(compiledFile(opened, path), texts.join('\n'));
    writeManifest(
      opened,
      { version, runId: randomUUID(), startedAt, generatedAt: systemClock.now() },
      outcomes,
    );
  } catch (thrown) {
    wrong.push(unwritten(thrown));
  }
  notes.diagnose(wrong);
  if (wrong.length === 0 && compiled === undefined && nodes.length > 0) {
    const models = counted(asked.length, 'model');
    const tests = counted(nodes.length - asked.length, 'test');
    const folder = shownFolder(compiledFile(opened, `target/compiled/${project.name}`), terminal);
    notes.say(`compiled ${models} and ${tests} to ${folder}`);
  }
  return wrong.length > 0 ? 1 : 0;
}

/**
 * Where `compile` writes a node. The tests of a properties file go into one file: most models have several, and
 * thousands of files of a line or two would take longer to write than all the rest.
 */
const writtenTo = (node: ModelNode | TestNode, { project }: OpenProject): string =>
  node.resource === 'test' && node.test.kind === 'generic' && project.policies.compiledTests === 'together'
    ? `${dirname(compiledPath(node, project.name))}.sql`
    : compiledPath(node, project.name);

/** What each file holds; where it is several tests, each is named and ended. */
function textsByPath(outcomes: readonly Outcome[]): ReadonlyMap<string, readonly string[]> {
  const files = groupBy(outcomes, ({ compiledPath }) => compiledPath!);
  const named = ({ node, compiledSql }: Outcome) => `-- ${node}\n${compiledSql};\n`;
  return new Map(
    [...files].map(([path, held]) => [
      path,
      held.length === 1 ? [`${held[0]!.compiledSql}\n`] : held.map(named),
    ]),
  );
}

async function settingsFor(
  selected: ReadonlySet<NodeId>,
  { opened, deferral, options, terminal, notes }: Compiling,
): Promise<CompileSettings> {
  const exists = await existingFor(selected, opened, options, terminal, notes);
  return lookingSettings(opened, { options, deferral, selected, exists, emit: notes.emit });
}

/** What manifest.json tells of a node that was compiled and not run. */
const compiledOutcome = (node: NodeId, compiledSql: string, path: string, at: number): Outcome => ({
  node,
  status: 'success',
  compileStartedAt: at,
  startedAt: at,
  finishedAt: at,
  elapsedMs: 0,
  diagnostics: [],
  compiledSql,
  compiledPath: path,
  thread: 1,
});

const printed = (
  answer: { readonly node?: string; readonly compiled: string },
  { output }: CompileOptions,
): string =>
  output === 'json' ? `${JSON.stringify(answer, null, 2)}\n` : `${answer.compiled.replace(/\n+$/, '')}\n`;
