import { fail, ok, type RelationName, type Result, SourceText } from '../base/index.ts';
import type { Project, ProjectPackage, YamlMapping } from '../project/index.ts';
import { evaluateExpression, fromJs, PyDict, type PyObject, toText, type Value } from '../template/index.ts';
import type { MacroEntry } from './macro-entry.ts';
import type { MacroLookup } from './macro-lookup.ts';
import type { Version } from './node-parts.ts';
import { dispatchFunction, ParsingAdapter } from './parsing/parsing-adapter.ts';
import { layered, type ParsingValues } from './parsing/parsing-values.ts';
import { placed } from './placed.ts';
import { Scope } from './scope.ts';
import { fromYaml } from './yaml-values.ts';

/** What the macros that name relations are told of a node. */
export interface NamedNode {
  readonly resource: string;
  readonly id: string;
  readonly name: string;
  readonly package: ProjectPackage;
  readonly path: string;
  readonly fqn: readonly string[];
  readonly version?: Version | undefined;
  readonly text?: string;
  readonly tags: readonly string[];
  readonly meta: YamlMapping;
  /** With what holds where nothing is said. */
  readonly config: YamlMapping;
}

export interface GivenNames {
  readonly schema?: string;
  readonly alias?: string;
  readonly database?: string;
}

const components = ['database', 'schema', 'alias'] as const;
type Component = (typeof components)[number];

/** Where nodes are built, as `generate_schema_name`, `generate_alias_name` and `generate_database_name` say. */
export class GeneratedNames {
  readonly #project: Project;
  readonly #macros: MacroLookup;
  readonly #shared: ReadonlyMap<string, Value>;
  readonly #parsingValues: ParsingValues;
  readonly #found = new Map<string, MacroEntry | undefined>();

  /** @param shared what the macros see besides macros, with `parsingValues` */
  constructor(
    project: Project,
    macros: MacroLookup,
    shared: ReadonlyMap<string, Value>,
    parsingValues: ParsingValues,
  ) {
    this.#project = project;
    this.#macros = macros;
    this.#shared = shared;
    this.#parsingValues = parsingValues;
  }

  relation(node: NamedNode, given: GivenNames): Result<RelationName> {
    const database = this.#component('database', node, given.database);
    if (!database.ok) return database;
    const schema = this.#component('schema', node, given.schema);
    if (!schema.ok) return schema;
    const identifier = this.#component('alias', node, given.alias);
    if (!identifier.ok) return identifier;
    return {
      ok: true,
      value: { database: database.value, schema: schema.value, identifier: identifier.value },
    };
  }

  /** What the target says where a node says nothing. */
  get defaults(): { readonly database: string; readonly schema: string } {
    const { target } = this.#project;
    return { database: target.profile?.database ?? '', schema: target.schema };
  }

  /** Where nodes are built whose package has no macros of its own for that, and neither has the project. */
  usual(node: Pick<NamedNode, 'name' | 'version' | 'package'>, given: GivenNames): RelationName | undefined {
    const from = node.package.name;
    if (components.some((component) => this.#own(component, from) !== undefined)) return undefined;
    return {
      database: this.#usual('database', node, given.database),
      schema: this.#usual('schema', node, given.schema),
      identifier: this.#usual('alias', node, given.alias),
    };
  }

  #component(component: Component, node: NamedNode, custom: string | undefined): Result<string> {
    const macro = this.#own(component, node.package.name);
    if (macro === undefined) return { ok: true, value: this.#usual(component, node, custom) };
    const scope = this.#scopeOf(macro);
    scope.define('custom_name', custom ?? null);
    scope.define('named_node', nodeValue(node, this.defaults));
    scope.define('generate_name', scope.callable(macro));
    const call = new SourceText('', 'generate_name(custom_name, named_node)');
    const made = evaluateExpression(call, scope, { undefined: 'execute' });
    if (made.ok) return ok(toText(made.value).trim());
    return fail(...made.diagnostics.map((each) => placed(each, () => macro.locate())));
  }

  #scopeOf(macro: MacroEntry): Scope {
    const { name: root } = this.#project;
    const given = this.#parsingValues(
      {
        resource: 'macro',
        id: macro.id,
        name: macro.name,
        package: this.#project,
        path: macro.path,
        fqn: [],
        source: macro.template.source,
        relation: { ...this.defaults, identifier: macro.name },
      },
      this.#macros,
    );
    const dispatch = dispatchFunction(this.#macros, root, () => scope);
    const values = new Map<string, Value>([
      ['execute', false],
      ['adapter', new ParsingAdapter(() => given.get('adapter'), dispatch)],
    ]);
    const scope: Scope = new Scope(values, layered(given, this.#shared), this.#macros.seenFrom(root));
    return scope;
  }

  /** The user's or a package's macro; undefined where the built-in one counts. */
  #own(component: Component, from: string): MacroEntry | undefined {
    const key = `${component} ${from}`;
    if (!this.#found.has(key)) this.#found.set(key, this.#search(component, from));
    return this.#found.get(key);
  }

  #search(component: Component, from: string): MacroEntry | undefined {
    const name = `generate_${component}_name`;
    const { name: root } = this.#project;
    const macros = this.#macros;
    const found = macros.namespace(from)?.get(name) ?? macros.find(name, root);
    if (found === undefined || !macros.isBuiltIn(found)) return found;
    const dispatched = macros.dispatch(name, 'dbt', root).macro;
    return dispatched === undefined || macros.isBuiltIn(dispatched) ? undefined : found;
  }

  #usual(
    component: Component,
    { name, version }: Pick<NamedNode, 'name' | 'version'>,
    custom: string | undefined,
  ): string {
    const given = custom?.trim();
    const { schema, database } = this.defaults;
    switch (component) {
      case 'database':
        return given ?? database;
      case 'schema':
        return given === undefined ? schema : `${schema}_${given}`;
      case 'alias':
        if (given !== undefined && given !== '') return given;
        return version === undefined || version === 0 || version === ''
          ? name
          : `${name}_v${String(version).replaceAll('.', '_')}`;
    }
  }
}

/** The node as these macros see it. */
function nodeValue(node: NamedNode, defaults: { database: string; schema: string }): PyObject {
  const { path, version } = node;
  const values = new Map<string, Value>([
    ['name', node.name],
    ['unique_id', node.id],
    ['resource_type', node.resource],
    ['package_name', node.package.name],
    ['original_file_path', path],
    ['path', path.slice(path.indexOf('/') + 1)],
    ['fqn', [...node.fqn]],
    ['version', version === undefined ? null : fromJs(version)],
    ['alias', node.name],
    ['schema', defaults.schema],
    ['database', defaults.database],
    ['raw_code', node.text ?? ''],
    ['language', 'sql'],
    ['tags', [...node.tags]],
    ['meta', fromYaml(node.meta)],
    ['config', fromYaml(node.config)],
  ]);
  const dict = new PyDict([...values]);
  return {
    typeName: 'Node',
    getAttr: (name) => values.get(name),
    getItem: (key) => dict.get(key),
    attributeNames: () => values.keys(),
  };
}
