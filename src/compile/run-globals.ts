import { type Emit, md5 } from '../base/index.ts';
import {
  datetimeModule,
  fromJs,
  fromJson,
  HostFunction,
  listOf,
  PyDateTime,
  PyDict,
  PySet,
  PyTimezone,
  PyTuple,
  pytzModule,
  TemplateError,
  toJson,
  toText,
  truthy,
  type Value,
} from '../template/index.ts';

export interface RunGlobals {
  readonly runId: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly version: string;
  readonly fullRefresh: boolean;
  readonly emit: Emit;
  readonly now: () => number;
}

/** The names that tell of the run, and the functions that every template has besides the engine's own. */
export function runGlobals(run: RunGlobals): Map<string, Value> {
  const say = (print: boolean) =>
    new HostFunction(print ? 'print' : 'log', ([text, info], kwargs) => {
      const shown = print || info === true || kwargs.get('info') === true;
      if (shown) run.emit({ kind: 'said', at: run.now(), text: toText(text ?? ''), print });
      return '';
    });
  return new Map<string, Value>([
    ['execute', false],
    ['invocation_id', run.runId],
    ['run_started_at', PyDateTime.ofEpoch(run.startedAt, PyTimezone.utc())],
    ['assay_version', run.version],
    ['flags', fromJs({ FULL_REFRESH: run.fullRefresh })],
    ['log', say(false)],
    ['print', say(true)],
    ['exceptions', exceptions(run)],
    ['modules', modules(run)],
    [
      'tojson',
      new HostFunction('tojson', ([value, , sorted], kwargs) =>
        toJson(value ?? null, truthy(sorted ?? kwargs.get('sort_keys') ?? false)),
      ),
    ],
    ['fromjson', new HostFunction('fromjson', ([text]) => fromJson(toText(text ?? '')))],
    ['local_md5', new HostFunction('local_md5', ([text]) => md5(toText(text ?? '')))],
    ['set', new HostFunction('set', ([items]) => new PySet(listOf(items ?? [])))],
    ['zip', new HostFunction('zip', (lists) => zip(lists.map(listOf)))],
  ]);
}

/** The Python modules that dbt gives templates, as far as dates need them. */
const modules = (run: RunGlobals): Value =>
  new PyDict([
    ['datetime', datetimeModule(run.now)],
    ['pytz', pytzModule],
  ]);

const zip = (lists: readonly Value[][]): Value[] => {
  const length = lists.length === 0 ? 0 : Math.min(...lists.map((list) => list.length));
  return Array.from({ length }, (_, index) => new PyTuple(lists.map((list) => list[index]!)));
};

const exceptions = (run: RunGlobals): Value => {
  const functions = new Map<string, Value>([
    [
      'raise_compiler_error',
      new HostFunction('raise_compiler_error', ([message]) => {
        throw new TemplateError('A3030', toText(message ?? ''));
      }),
    ],
    [
      'warn',
      new HostFunction('warn', ([message]) => {
        run.emit({ kind: 'said', at: run.now(), text: toText(message ?? ''), print: false });
        return '';
      }),
    ],
  ]);
  return {
    typeName: 'Exceptions',
    getAttr: (name) => functions.get(name),
    attributeNames: () => functions.keys(),
  };
};
