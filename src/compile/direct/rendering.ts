import type { NodeId, RelationName } from '../../base/index.ts';
import {
  type MacroEntry,
  type ManifestNode,
  type ModelNode,
  Scope,
  type WrapMacro,
} from '../../manifest/index.ts';
import type { Project } from '../../project/index.ts';
import { again, callValue, TemplateError, Trail, type Value } from '../../template/index.ts';
import { type EffectLog, Effects } from '../effects.ts';
import { Relation } from '../objects/relation.ts';
import { RelationClass } from '../objects/relation-class.ts';
import { everyPart } from '../objects/relation-parts.ts';
import { GraphView } from './graph.ts';
import type { LazyMap } from './lazy-map.ts';
import { CacheView } from './relation-cache.ts';
import type { DirectSettings, TimeFilter } from './settings.ts';
import { Statements } from './statements.ts';

export interface RenderingOptions {
  /** The package that macros and names are seen from; without it, the node's, or else the root project. */
  readonly packageName?: string;
  /** What is read of what has an event time. */
  readonly batch?: TimeFilter & { readonly id?: string };
  /** What it runs on, as dbt calls it. */
  readonly thread?: string;
  /** What `model` has beside what manifest.json has. */
  readonly model?: ReadonlyMap<string, Value>;
  /** Further names, such as `results` in `on-run-end`. */
  readonly values?: ReadonlyMap<string, Value>;
  /** What is configured otherwise than the node says, such as the hooks of a batch. */
  readonly config?: ReadonlyMap<string, Value>;
  /** What is read in place of relations: common table expressions by the nodes that they stand for. */
  readonly inputs?: ReadonlyMap<NodeId, string>;
  /** Where the node is, if elsewhere than it says. */
  readonly own?: RelationName;
  /** Makes macros something else. */
  readonly wrap?: WrapMacro;
  /** The macro that is called by itself. */
  readonly macro?: MacroEntry;
  /** What counts while the node is built, and not while its query is compiled. */
  readonly materialized?: Pick<RenderingOptions, 'wrap'>;
  /** The SQL that the node was compiled to, once it was. */
  readonly compiled?: string;
}

/** How `print()`, `log()` with and without info=True, and warnings say a line. */
type Saying = 'print' | 'debug' | 'info' | 'warn';

/** Gives the names that a rendering's templates see beside macros. */
export type ValuesOf = (rendering: Rendering) => LazyMap<Value>;

/** One evaluation of a node's templates, or of an operation's: what they see, ask and leave behind. */
export class Rendering {
  readonly settings: DirectSettings;
  readonly node: ManifestNode | undefined;
  readonly effects: Effects;
  readonly cache: CacheView;
  /** Where it keeps account of its way, if it can go on where it was suspended. */
  readonly trail: Trail | undefined;
  readonly graph: GraphView;
  readonly relations: RelationClass;
  readonly statements: Statements;
  readonly scope: Scope;
  readonly values: LazyMap<Value>;
  /** The ephemeral models that were referred to, in that order. */
  readonly ephemeral = new Map<NodeId, ModelNode>();
  /** Those of the inputs that were read. */
  readonly read = new Set<NodeId>();
  /** What `write()` was given last. */
  written: string | undefined;
  readonly packageName: string;
  readonly options: RenderingOptions;
  readonly #valuesOf: ValuesOf;
  #operation: Rendering | undefined;

  constructor(
    settings: DirectSettings,
    node: ManifestNode | undefined,
    from: EffectLog | Rendering,
    valuesOf: ValuesOf,
    options: RenderingOptions = {},
  ) {
    this.settings = settings;
    this.node = node;
    this.cache = from instanceof Rendering ? from.cache : new CacheView(settings.cache);
    this.effects = from instanceof Rendering ? from.effects : new Effects(from, this.cache);
    this.trail = from instanceof Rendering ? undefined : new Trail(this.effects);
    this.graph = from instanceof Rendering ? from.graph : new GraphView(settings, this.effects);
    this.relations = new RelationClass({ ...everyPart, ...settings.project.quoting });
    this.statements = new Statements((text) => this.say(text, 'print'));
    this.#valuesOf = valuesOf;
    this.options = options;
    this.packageName = options.packageName ?? node?.package ?? settings.project.name;
    this.values = valuesOf(this);
    for (const [name, value] of options.values ?? []) this.values.set(name, value);
    const macros = settings.manifest.macros.seenFrom(this.packageName);
    this.scope = new Scope(this.values, settings.globals(this.packageName), macros, options.wrap);
  }

  /** The rendering that waits for an answer, to go on with it; else a new one. */
  static goingOn(log: EffectLog, begin: () => Rendering): Rendering {
    if (log.waiting instanceof Rendering) return log.waiting;
    const rendering = begin();
    log.waiting = rendering;
    return rendering;
  }

  /** Whether it is a node's own rendering, and not that of a macro which the adapter runs for it. */
  get isNode(): boolean {
    return this.node !== undefined;
  }

  /** Says a line, once however often it is rendered. */
  say(text: string, how: Saying): void {
    this.effects.once(() => this.#emit(text, how));
  }

  /** Warns, once however often it is rendered; with `once`, once a run. */
  warn(text: string, once = false): void {
    const { warned, warningFate } = this.settings;
    const fate = warningFate('JinjaLogWarning');
    if (fate === 'error') throw new TemplateError('A3034', text, 'it is an error because of --warn-error');
    this.effects.once(() => {
      if (fate === 'silence' || (once && warned.has(text))) return;
      warned.add(text);
      this.#emit(text, 'warn');
    });
  }

  /** Calls a macro as the adapter does for its own purposes: it sees nothing of the node. */
  callMacro(name: string, kwargs: Readonly<Record<string, Value>>): Value {
    const entry = this.settings.manifest.macros.anywhere(name);
    if (entry === undefined) throw new TemplateError('A3002', `there is no macro '${name}'`);
    this.#operation ??= new Rendering(this.settings, undefined, this, this.#valuesOf);
    const { scope } = this.#operation;
    return again(() => callValue(scope.callable(entry), [], new Map(Object.entries(kwargs))));
  }

  callEntry(entry: MacroEntry, args: readonly Value[] = []): Value {
    return callValue(this.scope.callable(entry), args, new Map());
  }

  #emit(text: string, how: Saying): void {
    const { emit, now } = this.settings;
    const level = how === 'print' ? {} : { level: how };
    const node = this.node === undefined ? {} : { node: this.node.id };
    emit({ kind: 'said', at: now(), text, print: how === 'print', ...level, ...node });
  }

  /** Where the node is built. */
  get own(): Relation | undefined {
    const { node } = this;
    const relation = this.options.own ?? (node?.resource === 'test' ? node.storedIn : relationIn(node));
    if (relation === undefined) return undefined;
    return relationAt(relation, this.settings.project);
  }

  /** What the target's database is called. */
  get database(): string {
    return databaseOf(this.settings.project);
  }
}

const databaseOf = ({ target }: Project): string => target.profile?.database ?? '';

/** A relation as templates see it. */
export const relationAt = ({ database, schema, identifier }: RelationName, project: Project): Relation =>
  Relation.of(
    { database: database ?? databaseOf(project), schema, identifier },
    { quote: { ...everyPart, ...project.quoting } },
  );

const relationIn = (node: ManifestNode | undefined): RelationName | undefined =>
  node !== undefined && 'relation' in node ? node.relation : undefined;
