import { VarFunction } from '../../../manifest/index.ts';
import {
  callValue,
  datetimeModule,
  fromJs,
  HostFunction,
  PassingFunction,
  PyDateTime,
  PyDict,
  type PyObject,
  PyTimezone,
  pytzModule,
  TemplateError,
  toText,
  truthy,
  type Value,
} from '../../../template/index.ts';
import { iterationModule } from '../../modules/iteration.ts';
import { regexModule } from '../../modules/regex.ts';
import { ColumnClass } from '../../objects/column-class.ts';
import { AdapterObject } from '../adapter/adapter.ts';
import { LazyMap } from '../lazy-map.ts';
import type { Rendering } from '../rendering.ts';
import { loadSeed } from '../seeds/seed-table.ts';
import { ConfigObject, validation } from './config-object.ts';
import { ContextObject } from './context-object.ts';
import { Exceptions } from './exceptions.ts';
import { flagsOf } from './flags.ts';
import { functions } from './functions.ts';
import { metricFunction } from './metrics.ts';
import { modelOf } from './model.ts';
import { refFunction, sourceFunction } from './refs.ts';
import { renderText } from './render-text.ts';

/** What every template sees, whatever it is of. */
export const sameForAll: ReadonlyMap<string, Value> = new Map<string, Value>([
  ...functions,
  ['validation', validation],
  ['execute', true],
]);

/** The names that templates of dbt see beside macros and what the project gives: `var`, `env_var`, `target`. */
export function valuesOf(rendering: Rendering): LazyMap<Value> {
  const { settings, node } = rendering;
  const values = new LazyMap<Value>();
  for (const [name, value] of sameForAll) values.set(name, value);
  for (const [name, value] of rendering.statements.values()) values.set(name, value);
  values
    .define('ref', () => refFunction(rendering))
    .define('source', () => sourceFunction(rendering))
    .define('metric', () => metricFunction(rendering))
    .define('var', () => varFrom(rendering))
    .define('config', () => new ConfigObject(rendering))
    .define('adapter', () => new AdapterObject(rendering))
    .define(
      'api',
      () => new PyDict([['Relation', rendering.relations] as const, ['Column', new ColumnClass()] as const]),
    )
    .define('column', () => new ColumnClass())
    .define('exceptions', () => new Exceptions(rendering))
    .define('modules', () => modules(rendering))
    .define('graph', () => rendering.graph.value)
    .define('model', () => modelOf(rendering))
    .define('context', () => new ContextObject(rendering))
    .define('builtins', () => builtinsOf(rendering))
    .define('flags', () => flagsOf(rendering))
    .define('invocation_args_dict', () => fromJs(settings.args))
    .define('dbt_metadata_envs', () => metadataEnvs(rendering))
    .define('selected_resources', () => [...settings.selected])
    .define('log', () => say(rendering, false))
    .define('print', () => say(rendering, true))
    .define('write', () => writer(rendering))
    .define(
      'render',
      () => new PassingFunction('render', ([text]) => renderText(rendering, toText(text ?? ''))),
    )
    .define('try_or_compiler_error', () => tried(rendering))
    .define('load_agate_table', () => new HostFunction('load_agate_table', () => loadSeed(rendering)))
    .define('submit_python_job', () => refusedPython(rendering))
    .define('run_started_at', () => PyDateTime.ofEpoch(settings.startedAt, PyTimezone.utc()))
    .define('env', () => settings.globals(rendering.packageName).get('target') ?? null);
  values.set('invocation_id', settings.runId);
  values.set('dbt_version', settings.dbtVersion);
  values.set('thread_id', rendering.options.thread ?? 'MainThread');
  values.set('project_name', settings.project.name);
  values.set('sql_now', 'now()');
  const own = rendering.own;
  values.set('database', placeOf(rendering).database);
  values.set('schema', placeOf(rendering).schema);
  if (node === undefined) return values;
  values.set('this', own ?? null);
  values
    .define('pre_hooks', () => rendering.options.config?.get('pre-hook') ?? configured(values, 'pre_hook'))
    .define(
      'post_hooks',
      () => rendering.options.config?.get('post-hook') ?? configured(values, 'post_hook'),
    );
  const { compiled } = rendering.options;
  values.set('sql', compiled ?? null);
  values.set('compiled_code', compiled ?? null);
  return values;
}

/** `var()`: templates in the values of vars see what the template sees. */
function varFrom({ settings, packageName, scope }: Rendering): Value {
  const given = settings.globals(packageName).get('var') ?? null;
  return given instanceof VarFunction ? given.seenFrom(() => scope) : given;
}

function placeOf(rendering: Rendering): { readonly database: Value; readonly schema: Value } {
  const own = rendering.own?.fields.path;
  return {
    database: own?.database ?? rendering.database,
    schema: own?.schema ?? rendering.settings.project.target.schema,
  };
}

function configured(values: LazyMap<Value>, name: string): Value {
  const config = values.get('config');
  const hooks = config instanceof ConfigObject ? config.values.get(name) : undefined;
  return Array.isArray(hooks) ? hooks : [];
}

const say = (rendering: Rendering, print: boolean): Value =>
  new HostFunction(print ? 'print' : 'log', ([text, info], kwargs) => {
    const level = truthy(info ?? kwargs.get('info') ?? false) ? 'info' : 'debug';
    rendering.say(toText(text ?? kwargs.get('msg') ?? ''), print ? 'print' : level);
    return '';
  });

const writer = (rendering: Rendering): Value =>
  new HostFunction('write', ([payload], kwargs) => {
    const { node, settings } = rendering;
    const text = toText(payload ?? kwargs.get('payload') ?? '');
    rendering.written = text;
    // As in dbt what cannot be kept is not run.
    const refused =
      node === undefined || node.resource === 'operation' ? undefined : settings.write(node, text);
    if (refused !== undefined)
      throw new TemplateError(refused.code, refused.message, undefined, refused.detail);
    return '';
  });

const tried = (rendering: Rendering): Value =>
  new PassingFunction('try_or_compiler_error', ([message, work, ...args], kwargs) => {
    try {
      return callValue(work!, args, kwargs);
    } catch (thrown) {
      if (!(thrown instanceof TemplateError)) throw thrown;
      rendering.effects.forgive();
      throw new TemplateError('A3030', toText(message ?? ''));
    }
  });

const refusedPython = ({ node }: Rendering): Value =>
  new HostFunction('submit_python_job', () => {
    throw new TemplateError(
      'A3032',
      `${node?.name ?? 'this'} is written in Python, which Assay does not run`,
    );
  });

const modules = ({ effects, settings }: Rendering): Value =>
  new PyDict([
    ['datetime', datetimeModule(() => effects.recall(settings.now))],
    ['pytz', pytzModule],
    ['re', regexModule],
    ['itertools', iterationModule],
  ]);

const metadataEnvs = ({ settings }: Rendering): Value => {
  const prefix = 'DBT_ENV_CUSTOM_ENV_';
  return new PyDict(
    Object.entries(settings.env).flatMap(([name, value]) =>
      name.startsWith(prefix) && value !== undefined ? [[name.slice(prefix.length), value] as const] : [],
    ),
  );
};

/** What names stand for when no macro takes their place. */
function builtinsOf({ values, settings, packageName }: Rendering): Value {
  const globals = settings.globals(packageName);
  const object: PyObject = {
    typeName: 'dict',
    getAttr: (name) => (values.has(name) ? values.get(name) : globals.get(name)),
    getItem: (key) => (typeof key === 'string' ? object.getAttr!(key) : undefined),
    contains: (key) => typeof key === 'string' && (values.has(key) || globals.has(key)),
    attributeNames: () => [...values.keys(), ...globals.keys()],
  };
  return object;
}
