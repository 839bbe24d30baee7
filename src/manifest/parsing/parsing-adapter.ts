import {
  HostFunction,
  isObject,
  type PyObject,
  PyTuple,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import { unknownMacro } from '../checks/dispatches.ts';
import type { MacroLookup } from '../macro-lookup.ts';
import type { Scope } from '../scope.ts';

/** What methods that would ask the warehouse give while parsing. */
const answers: ReadonlyMap<string, () => Value> = new Map<string, () => Value>([
  ...[
    'drop_relation',
    'truncate_relation',
    'rename_relation',
    'get_relation',
    'create_schema',
    'drop_schema',
    'expand_target_column_types',
    'valid_snapshot_target',
    'assert_valid_snapshot_target_given_strategy',
    'get_incremental_strategy_macro',
    'get_hard_deletes_behavior',
    'cache_added',
    'cache_dropped',
    'cache_renamed',
  ].map((name): [string, () => Value] => [name, () => null]),
  ...[
    'get_columns_in_relation',
    'get_columns_in_table',
    'get_missing_columns',
    'get_column_schema_from_query',
  ].map((name): [string, () => Value] => [name, () => []]),
  ['check_schema_exists', () => false],
  ['already_exists', () => false],
  ['add_query', () => new PyTuple([null, null])],
]);

/** `adapter` while parsing: it finds macros, and has an answer to everything else without a warehouse. */
export class ParsingAdapter implements PyObject {
  readonly typeName = 'ParseDatabaseWrapper';
  readonly #base: () => Value | undefined;
  readonly #dispatch: Value;

  constructor(base: () => Value | undefined, dispatch: Value) {
    this.#base = base;
    this.#dispatch = dispatch;
  }

  getAttr(name: string): Value | undefined {
    if (name === 'dispatch') return this.#dispatch;
    const answer = answers.get(name);
    if (answer !== undefined) return new HostFunction(name, answer);
    const base = this.#base();
    return isObject(base) ? base.getAttr?.(name) : undefined;
  }
}

/** `adapter.dispatch(macro_name, macro_namespace)`: the macro that a name stands for here, to be called. */
export const dispatchFunction = (macros: MacroLookup, from: string, scope: () => Scope): Value =>
  new HostFunction('dispatch', (args, kwargs) => {
    const name = toText(args[0] ?? kwargs.get('macro_name') ?? '');
    const given = args[1] ?? kwargs.get('macro_namespace');
    const namespace = given === undefined || given === null ? undefined : toText(given);
    if (name.includes('.')) {
      const [before, ...rest] = name.split('.');
      throw new TemplateError(
        'A2209',
        `'${name}' is not the name of a macro`,
        `did you mean adapter.dispatch('${rest.join('.')}', macro_namespace='${before}')?`,
      );
    }
    const found = macros.dispatch(name, namespace, from);
    if (found.macro !== undefined) return scope().callable(found.macro);
    const { code, message, hint } = unknownMacro(name, namespace, found.tried);
    throw new TemplateError(code, message, hint);
  });
