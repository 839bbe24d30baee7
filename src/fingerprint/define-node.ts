import { type NodeId, ok, type Result } from '../base/index.ts';
import { type CompileSettings, compileTemplate, compileText, type Query } from '../compile/index.ts';
import type {
  BuildableNode,
  Hook,
  ManifestNode,
  ModelNode,
  SourceNode,
  TestNode,
} from '../manifest/index.ts';
import { bareName, calledFunctions, isType, type UserFunctions } from './called-functions.ts';
import { definedConfig } from './defined-config.ts';
import { macrosUsed } from './definition-macros.ts';
import { watchReads } from './definition-vars.ts';
import type { Definition, Unprovable } from './fingerprint.ts';
import { type MarkedSql, markedSql } from './marked-sql.ts';
import { readMarked } from './meaning-of.ts';
import { placesOf } from './places.ts';

/** What defining a node needs of the run. */
export interface DefineSettings {
  readonly compile: CompileSettings;
  /** The failing rows of a test as SQL. */
  readonly failing: (test: TestNode, compile: CompileSettings) => Result<Query>;
  /** The hashes of the files that a seed or a source reads, by path; undefined where they cannot be hashed. */
  readonly files: (node: NodeId) => Readonly<Record<string, string>> | undefined;
  /** The version of a source that is a table; undefined where nothing tells when it changes. */
  readonly tableVersion: (source: NodeId) => string | undefined;
  readonly target: Readonly<Record<string, string>>;
  /** What the functions say that somebody has defined in the warehouse. */
  readonly functions: UserFunctions;
  readonly engine: string;
  readonly assay: string;
  /** Told the nodes whose templates have looked at what is another in each run. */
  readonly seesMoment?: (node: NodeId) => void;
}

/** Defines a model, seed or test of a project that is staged. Fails where its templates do. */
export function defineNode(node: BuildableNode | TestNode, settings: DefineSettings): Result<Definition> {
  const { compile, reads: readsSoFar, sawMoment } = watchReads(settings.compile);
  const written = textsOf(node, { ...settings, compile });
  if (!written.ok) return written;
  if (sawMoment()) settings.seesMoment?.(node.id);
  const { main, adding, hooks } = written.value;
  const files: Record<string, string> = {};
  const shifting: Unprovable[] = [];
  const config = definedConfig(
    node,
    hooks.map(({ text }) => text),
  );
  const texts = [main, ...(adding === undefined ? [] : [adding])];
  const reads = new Set([main, adding, ...hooks].flatMap((text) => text?.reads ?? []));
  for (const id of reads) {
    const read = settings.compile.manifest.nodes.get(id)!;
    if (read.resource === 'source') Object.assign(config, sourceConfig(read));
  }
  const types = Object.values(config);
  for (const name of calledFunctions(
    [...[...texts, ...hooks].map(({ text }) => text), ...types],
    settings.functions,
  )) {
    const { says, isSteady } = settings.functions.get(name)!;
    // Those that on-run-start defines need not be there yet.
    if (!Object.values(settings.target).some((part) => part.toLowerCase().includes(bareName(name))))
      config[isType(name) ? name : `function ${name}`] = says;
    if (!isSteady) shifting.push({ kind: 'volatile', call: name });
  }
  const unprovable = [...unprovableIn(texts), ...shifting];
  for (const id of node.resource === 'seed' ? [node.id] : reads) {
    const read = settings.compile.manifest.nodes.get(id)!;
    if (read.resource !== 'source' && read !== node) continue;
    const hashes = read.resource === 'source' && read.from.kind === 'table' ? {} : settings.files(id);
    const known = hashes !== undefined && (hasFiles(read) || settings.tableVersion(id) !== undefined);
    if (!known && !isStable(read)) unprovable.push({ kind: 'source', source: id });
    Object.assign(files, hashes);
  }
  return ok({
    sql: main.text,
    ...(adding !== undefined && adding.text !== main.text && { addingSql: adding.text }),
    config,
    files,
    target: settings.target,
    engine: settings.engine,
    assay: settings.assay,
    macros: macrosUsed(node, compile.manifest),
    ...readsSoFar(),
    ...(isView(node) && { places: placesOf(reads, compile.manifest) }),
    reads: [...reads].filter((id) => id !== node.id),
    unprovable: isStable(node) ? [] : unprovable,
  });
}

const isView = (node: BuildableNode | TestNode): boolean =>
  node.resource === 'model' && node.config.materialized === 'view';

interface Texts {
  readonly main: MarkedSql;
  /** Of an incremental model. */
  readonly adding?: MarkedSql;
  readonly hooks: readonly MarkedSql[];
}

function textsOf(node: BuildableNode | TestNode, settings: DefineSettings): Result<Texts> {
  const whole = { ...settings.compile, isIncremental: () => false };
  if (node.resource === 'test') {
    const failing = settings.failing(node, whole);
    const main = failing.ok ? markedSql(failing.value, whole) : failing;
    return main.ok ? ok({ main: main.value, hooks: [] }) : main;
  }
  const hooks: MarkedSql[] = [];
  for (const hook of [...node.config.preHooks, ...node.config.postHooks]) {
    const text = hookText(hook, node, whole);
    if (!text.ok) return text;
    hooks.push(text.value);
  }
  if (node.resource === 'seed') return ok({ main: { text: '', reads: [] }, hooks });
  const main = modelText(node, whole);
  if (!main.ok) return main;
  if (node.config.materialized !== 'incremental') return ok({ main: main.value, hooks });
  const adding = modelText(node, { ...whole, isIncremental: () => true });
  return adding.ok ? ok({ main: main.value, adding: adding.value, hooks }) : adding;
}

function modelText(node: ModelNode, compile: CompileSettings): Result<MarkedSql> {
  const query = compileTemplate(node.template, node, compile);
  return query.ok ? markedSql(query.value, compile) : query;
}

function hookText(hook: Hook, node: BuildableNode, compile: CompileSettings): Result<MarkedSql> {
  const query = compileText(hook.sql, node, compile, hook.locate());
  return query.ok ? markedSql(query.value, compile) : query;
}

function unprovableIn(texts: readonly MarkedSql[]): Unprovable[] {
  const found = new Map<string, Unprovable>();
  for (const { text } of texts) {
    const { volatile, elsewhere } = readMarked(text);
    for (const call of volatile) found.set(call, { kind: 'volatile', call });
    for (const { what, name } of elsewhere) found.set(`${what} ${name}`, { kind: 'elsewhere', what, name });
  }
  return [...found.values()];
}

/** Declared with the config `stable`: what it reads and calls gives the same each time, whatever Assay sees. */
const isStable = (node: BuildableNode | TestNode | SourceNode): boolean => node.config.raw.stable === true;

const hasFiles = (node: ManifestNode): boolean =>
  node.resource === 'seed' || (node.resource === 'source' && node.from.kind === 'files');

/** How the files of a source are read, or which table it is. */
function sourceConfig(source: SourceNode): Record<string, string> {
  const { from } = source;
  const read = from.kind === 'table' ? from : { kind: from.kind, format: from.format };
  return { [`source ${source.sourceName}.${source.name}`]: JSON.stringify(read) };
}
