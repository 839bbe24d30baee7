import {
  type Kwargs,
  PyDecimal,
  PyDict,
  type PyObject,
  PyTuple,
  TemplateError,
  toText,
  type Value,
} from '../../../template/index.ts';
import { ColumnClass } from '../../objects/column-class.ts';
import { type Arguments, Members } from '../../objects/members.ts';
import type { Rendering } from '../rendering.ts';
import { columnMethods } from './columns.ts';
import { constraintMethods } from './constraints.ts';
import { execute } from './execute-statement.ts';
import { fileMethods } from './files.ts';
import { foreignKeyMethods } from './foreign-keys.ts';
import { indexConfig } from './index-config.ts';
import type { AdapterMethods } from './methods.ts';
import { relationMethods } from './relations.ts';

/** `adapter`: what templates of dbt ask of the warehouse. */
export class AdapterObject implements PyObject {
  readonly typeName = 'RuntimeDatabaseWrapper';
  readonly rendering: Rendering;

  constructor(rendering: Rendering) {
    this.rendering = rendering;
  }

  getAttr(name: string): Value | undefined {
    return members.get(this, name);
  }

  attributeNames(): Iterable<string> {
    return members.names();
  }
}

function dispatch(rendering: Rendering, [name, namespace]: Arguments, kwargs: Kwargs): Value {
  const wanted = toText(name ?? kwargs.get('macro_name') ?? '');
  const given = namespace ?? kwargs.get('macro_namespace') ?? null;
  if (given !== null && typeof given !== 'string')
    throw new TemplateError('A3003', 'adapter.dispatch() takes the name of a package as macro_namespace');
  const dot = wanted.indexOf('.');
  if (dot !== -1)
    throw new TemplateError(
      'A3004',
      `adapter.dispatch() was given '${wanted}', and a macro's name has no dot`,
      `adapter.dispatch('${wanted.slice(dot + 1)}', '${wanted.slice(0, dot)}')`,
    );
  const found = rendering.settings.manifest.macros.dispatch(
    wanted,
    given ?? undefined,
    rendering.packageName,
  );
  if (found.macro !== undefined) return rendering.scope.callable(found.macro);
  throw new TemplateError(
    'A3002',
    `there is no macro '${wanted}' for adapter.dispatch()${given === null ? '' : ` in '${given}'`}`,
    undefined,
    [`it was looked for as ${found.tried.join(', ')}`],
  );
}

function run(rendering: Rendering, args: Arguments): Value {
  const [sql, begin = false, fetch = false, limit] = args;
  const { response, table } = execute(rendering, {
    sql: toText(sql!),
    begin: begin === true,
    fetch: fetch === true,
    ...(typeof limit === 'number' && { limit }),
  });
  return new PyTuple([response, table]);
}

function addQuery(rendering: Rendering, [sql, begin = true, bindings]: Arguments): Value {
  const text = withBindings(toText(sql!), Array.isArray(bindings) ? bindings : []);
  execute(rendering, { sql: text, begin: begin === true, fetch: false });
  return new PyTuple([null, null]);
}

/** The values in the places of the question marks. */
function withBindings(sql: string, bindings: readonly Value[]): string {
  if (bindings.length === 0) return sql;
  let next = 0;
  return sql.replace(/"(?:[^"]|"")*"|'(?:[^']|'')*'|\?/g, (found) =>
    found === '?' && next < bindings.length ? literal(bindings[next++]!) : found,
  );
}

function literal(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean')
    return String(value);
  return value instanceof PyDecimal ? toText(value) : `'${toText(value).replaceAll("'", "''")}'`;
}

const strategies = ['append', 'delete+insert', 'merge', 'microbatch'];

function strategyMacro(_rendering: Rendering, [context, given]: Arguments): Value {
  const strategy = given === undefined || given === null ? 'default' : toText(given);
  const builtIn = ['append', 'delete+insert', 'merge', 'insert_overwrite', 'microbatch'];
  if (builtIn.includes(strategy) && !strategies.includes(strategy))
    throw new TemplateError(
      'A3004',
      `the incremental strategy '${strategy}' is not there for DuckDB`,
      `use ${strategies.join(', ')}`,
    );
  const name = `get_incremental_${strategy.replaceAll('+', '_')}_sql`;
  const found =
    typeof context === 'object' && context !== null && !Array.isArray(context)
      ? context.getItem?.(name)
      : undefined;
  if (found !== undefined) return found;
  throw new TemplateError('A3002', `there is no macro '${name}' for the incremental strategy '${strategy}'`);
}

const general: AdapterMethods = {
  type: ['', () => 'duckdb'],
  dispatch: ['macro_name macro_namespace? packages?', dispatch],
  execute: ['sql auto_begin? fetch? limit?', run],
  add_query: ['sql auto_begin? bindings? abridge_sql_log?', addQuery],
  commit: [
    '',
    (rendering) => {
      rendering.effects.queue({ kind: 'commit' });
      return null;
    },
  ],
  ensure_transaction: [
    '',
    (rendering) => {
      rendering.effects.queue({ kind: 'begin' });
      return null;
    },
  ],
  clear_transaction: [
    '',
    (rendering) => {
      rendering.effects.queue({ kind: 'rollback' });
      return null;
    },
  ],
  date_function: ['', () => 'now()'],
  is_cancelable: ['', () => true],
  valid_incremental_strategies: ['', () => [...strategies]],
  get_incremental_strategy_macro: ['model_context strategy', strategyMacro],
  get_partitions_metadata: ['table', () => null],
  build_catalog_relation: ['config', () => null],
  get_catalog_integration: [
    'name',
    (_rendering, [name]) => {
      throw new TemplateError('A3032', `there is no catalog integration '${toText(name!)}'`);
    },
  ],
  parse_index: ['raw_index', (rendering, [index]) => indexConfig(rendering, index)],
  post_model_hook: ['config context', () => null],
  pre_model_hook: ['config', () => null],
  batch_id_for_model: ['model', (_rendering, [model]) => batchId(model)],
  get_temp_relation_path: ['model batch_id?', (rendering) => rendering.own ?? null],
};

function batchId(model: Value | undefined): string {
  const batch = model instanceof PyDict ? model.get('batch') : undefined;
  const start = batch instanceof PyDict ? batch.get('event_time_start') : undefined;
  if (start === undefined || start === null) return '';
  return toText(start).replace(/[-:+]/g, '').replaceAll(' ', '_');
}

const all = {
  ...general,
  ...relationMethods,
  ...columnMethods,
  ...constraintMethods,
  ...fileMethods,
  ...foreignKeyMethods,
};

/** What dbt has changed and still lets be as it was: nothing of it is as it was here. */
const behavior: PyObject = {
  typeName: 'Behavior',
  getAttr: () => ({
    typeName: 'BehaviorFlag',
    truthy: () => false,
    getAttr: (name) => (name === 'no_warn' || name === 'setting' ? false : undefined),
  }),
};

const members = new Members<AdapterObject>(
  {
    Relation: (self) => self.rendering.relations,
    Column: () => new ColumnClass(),
    behavior: () => behavior,
  },
  Object.fromEntries(
    Object.entries(all).map(([name, [parameters, act]]) => [
      name,
      [
        parameters,
        (self: AdapterObject, args: Arguments, kwargs: Kwargs) => act(self.rendering, args, kwargs),
      ],
    ]),
  ),
);
