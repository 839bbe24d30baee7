import { type Diagnostic, type Event, warning } from '../../base/index.ts';
import { buildGraph, type Graph } from '../../graph/index.ts';
import {
  type AnalysisNode,
  type MacroLookup,
  type Manifest,
  type ManifestNode,
  Names,
  type NodeInParsing,
  type ParsingValues,
} from '../../manifest/index.ts';
import type { ModelConfig, Project, ProjectPackage } from '../../project/index.ts';
import { HostFunction, type PyObject, PyTuple, plainTemplate, type Value } from '../../template/index.ts';
import { EffectLog } from '../effects.ts';
import { Table } from '../objects/table.ts';
import { emptyTable } from '../objects/table-data.ts';
import { AdapterObject } from './adapter/adapter.ts';
import { sameForAll, valuesOf } from './context/values.ts';
import type { LazyMap } from './lazy-map.ts';
import { RelationCache } from './relation-cache.ts';
import { Rendering, relationAt } from './rendering.ts';
import type { DirectSettings } from './settings.ts';
import { AdapterResponse } from './statements.ts';

export interface ParsingRun {
  readonly project: Project;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly globals: (owner: ProjectPackage) => ReadonlyMap<string, Value>;
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly dbtVersion: string;
  readonly command: string;
  readonly now: () => number;
  /** Templates may warn while they are parsed. */
  readonly warn: (warning: Diagnostic) => void;
}

/** What templates of dbt see while they are parsed: all that they see when they run, without nodes and a warehouse. */
export function parsingValues(run: ParsingRun): ParsingValues {
  let settings: DirectSettings | undefined;
  const known: KnownNames = {};
  return (node, macros) => {
    settings ??= settingsOf(run, macros);
    return new LateValues(node, run, settings, known);
  };
}

/** The names that there are, which are the same for every node. */
interface KnownNames {
  names?: ReadonlySet<string>;
}

/** Most templates look at no more than what is the same for all of them, and `this`. The rest is made for those that do. */
class LateValues implements ReturnType<ParsingValues> {
  readonly #node: NodeInParsing;
  readonly #run: ParsingRun;
  readonly #settings: DirectSettings;
  readonly #known: KnownNames;
  #own: Value | undefined;
  #rest: LazyMap<Value> | undefined;

  constructor(node: NodeInParsing, run: ParsingRun, settings: DirectSettings, known: KnownNames) {
    this.#node = node;
    this.#known = known;
    this.#run = run;
    this.#settings = settings;
  }

  get(name: string): Value | undefined {
    if (name === 'execute') return false;
    if (name === 'this') {
      this.#own ??= relationAt(this.#node.relation, this.#run.project);
      return this.#own;
    }
    return sameForAll.get(name) ?? (this.#names.has(name) ? this.#all.get(name) : undefined);
  }

  has(name: string): boolean {
    return this.#names.has(name);
  }

  keys(): Iterable<string> {
    return this.#names;
  }

  get #names(): ReadonlySet<string> {
    this.#known.names ??= new Set(this.#all.keys());
    return this.#known.names;
  }

  get #all(): LazyMap<Value> {
    this.#rest ??= allValues(this.#node, this.#run, this.#settings);
    return this.#rest;
  }
}

function allValues(node: NodeInParsing, run: ParsingRun, settings: DirectSettings): LazyMap<Value> {
  const emit = (event: Event) => {
    if (event.kind !== 'said' || event.level !== 'warn') return;
    run.warn({
      ...warning('A3034', event.text, { location: { file: node.path } }),
      event: 'JinjaLogWarning',
    });
  };
  const rendering = new Rendering({ ...settings, emit }, asNode(node), new EffectLog(), valuesOf, {
    packageName: node.package.name,
  });
  rendering.values.set('execute', false);
  rendering.values.define('adapter', () => adapterOf(rendering));
  return rendering.values;
}

/** `adapter`, whose statements give nothing. */
function adapterOf(rendering: Rendering): Value {
  const adapter = new AdapterObject(rendering);
  const execute = new HostFunction(
    'execute',
    () =>
      new PyTuple([
        new AdapterResponse(''),
        new Table(
          () => emptyTable,
          () => {},
        ),
      ]),
  );
  const object: PyObject = {
    typeName: 'ParseDatabaseWrapper',
    getAttr: (name) => (name === 'execute' ? execute : adapter.getAttr(name)),
    attributeNames: () => adapter.attributeNames(),
  };
  return object;
}

function settingsOf(run: ParsingRun, macros: MacroLookup): DirectSettings {
  const { project, globals } = run;
  const owners = new Map([project, ...project.packages].map((owner) => [owner.name, owner]));
  const manifest: Manifest = {
    project: { name: project.name, root: project.root },
    nodes: new Map(),
    macros,
    disabled: [],
    described: new Map(),
    disabledDescribed: [],
    groups: new Map(),
    docs: new Map(),
  };
  return {
    ...run,
    manifest,
    names: new Names([], []),
    graph: graphOf(manifest),
    globals: (name) => globals(owners.get(name) ?? project),
    cache: new RelationCache(),
    fullRefresh: project.flags.fullRefresh,
    storeFailures: project.flags.storeFailures,
    empty: project.flags.empty,
    selected: [],
    args: {},
    describe: describeNode,
    describeRest: () => ({}),
    deferred: () => undefined,
    write: () => undefined,
    warningFate: () => 'warn',
    warned: new Set(),
    emit: () => {},
  };
}

function graphOf(manifest: Manifest): Graph {
  const graph = buildGraph(manifest);
  if (graph.ok) return graph.value;
  throw new Error('a graph of nothing has no cycle');
}

const config: ModelConfig = {
  enabled: true,
  tags: [],
  meta: {},
  preHooks: [],
  postHooks: [],
  materialized: 'view',
  uniqueKey: [],
  onSchemaChange: 'ignore',
  format: 'table',
  partitionBy: [],
  raw: {},
};

/** The node as far as it is known; what kind it is hardly matters. */
const asNode = (node: NodeInParsing): AnalysisNode => ({
  resource: 'analysis',
  id: node.id,
  name: node.name,
  package: node.package.name,
  packageRoot: node.package.root,
  path: node.path,
  fqn: node.fqn,
  description: '',
  locate: () => ({ file: node.path }),
  dependsOn: { nodes: [], macros: [] },
  unrenderedConfig: () => ({}),
  config,
  columns: [],
  get template() {
    return plainTemplate(node.source);
  },
  relation: node.relation,
  checksum: '',
  docs: { show: true },
});

/** As far as dbt's own is the same while parsing. */
function describeNode(node: ManifestNode): Readonly<Record<string, unknown>> {
  const relation = 'relation' in node ? node.relation : undefined;
  const [resource] = node.id.split('.');
  return {
    unique_id: node.id,
    name: node.name,
    resource_type: resource,
    package_name: node.package,
    path: node.path.slice(node.path.indexOf('/') + 1),
    original_file_path: node.path,
    fqn: node.fqn,
    alias: relation?.identifier ?? node.name,
    schema: relation?.schema ?? '',
    database: relation?.database ?? '',
    raw_code: 'template' in node ? node.template.source.text : '',
    language: 'sql',
    description: '',
    columns: {},
    meta: {},
    tags: [],
    refs: [],
    sources: [],
    depends_on: { macros: [], nodes: [] },
    config: {
      enabled: true,
      materialized: resource === 'model' ? 'view' : resource,
      tags: [],
      meta: {},
      'pre-hook': [],
      'post-hook': [],
    },
  };
}
