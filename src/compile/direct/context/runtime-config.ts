import { fromYaml } from '../../../manifest/index.ts';
import { isMapping, type Project, type ProjectPackage } from '../../../project/index.ts';
import {
  fromJs,
  HostFunction,
  type Kwargs,
  PyDict,
  type PyObject,
  type Value,
} from '../../../template/index.ts';
import { LazyMap } from '../lazy-map.ts';
import type { Rendering } from '../rendering.ts';

/**
 * A function such as `ref`, of which packages use what dbt's has beside the call: `builtins.ref.config` is how they learn
 * the versions of packages and the options of the command.
 */
export class ResolvingFunction extends HostFunction {
  readonly #rendering: Rendering;

  constructor(name: string, rendering: Rendering, run: (args: readonly Value[], kwargs: Kwargs) => Value) {
    super(name, run);
    this.#rendering = rendering;
  }

  getAttr(name: string): Value | undefined {
    switch (name) {
      case 'config':
        return runtimeConfig(this.#rendering);
      case 'model':
        return this.#rendering.values.get('model');
      case 'current_project':
        return this.#rendering.packageName;
      case 'Relation':
        return this.#rendering.relations;
      default:
        return undefined;
    }
  }
}

/** What is known of the run as a whole. */
function runtimeConfig({ settings }: Rendering): Value {
  const { project, args } = settings;
  const { target } = project;
  const values = packageValues(project)
    .define('args', () =>
      attributesOf('Namespace', new PyDict([['which', settings.command], ...pairs(args)])),
    )
    .define('cli_vars', () => fromYaml(project.givenVars))
    .define('dependencies', () => dependencies(project))
    .define('load_dependencies', () => new HostFunction('load_dependencies', () => dependencies(project)))
    .define('credentials', () => settings.globals(project.name).get('target') ?? null);
  for (const [name, value] of Object.entries({
    target_name: target.name,
    profile_name: target.profile?.given.profile_name ?? null,
    threads: target.threads,
  }))
    values.set(name, fromJs(value));
  return objectOf('RuntimeConfig', values);
}

const dependencies = (project: Project): PyDict =>
  new PyDict(
    [project, ...project.packages].map(
      (each) => [each.name, objectOf('RuntimeConfig', packageValues(each))] as const,
    ),
  );

function packageValues(of: ProjectPackage): LazyMap<Value> {
  const values = new LazyMap<Value>();
  for (const [name, value] of [
    ['project_name', of.name],
    ['project_root', of.root],
    ['version', of.version ?? null],
  ] as const)
    values.set(name, value);
  const file = of.file.value;
  const vars = () => fromYaml((isMapping(file) ? file.vars : undefined) ?? {});
  return values.define('vars', () =>
    objectOf(
      'VarProvider',
      new LazyMap<Value>().define('vars', vars).define('to_dict', () => new HostFunction('to_dict', vars)),
    ),
  );
}

const pairs = (values: Readonly<Record<string, unknown>>): (readonly [string, Value])[] =>
  Object.entries(values).map(([name, value]) => [name, fromJs(value ?? null)]);

const attributesOf = (typeName: string, values: PyDict): PyObject => ({
  typeName,
  getAttr: (name) => values.get(name),
  attributeNames: () => values.attributeNames(),
});

const objectOf = (typeName: string, values: LazyMap<Value>): PyObject => ({
  typeName,
  getAttr: (name) => values.get(name),
  attributeNames: () => values.keys(),
});
