import type { Diagnostic, Location } from '../../base/index.ts';
import { type ConfigLayer, configLayer } from '../../project/index.ts';
import {
  HostFunction,
  type Kwargs,
  PyDict,
  PyFloat,
  type PyObject,
  TemplateError,
  toText,
  truthy,
  typeNameOf,
  Undefined,
  type Value,
} from '../../template/index.ts';
import type { CallPlace, RefCall, SourceCall } from '../captured.ts';
import type { Version } from '../node-parts.ts';
import { toYaml } from '../yaml-values.ts';

/** Where the call of that number is; the template is rendered once more to find out. */
export type PlaceOf = (call: number) => Diagnostic | undefined;

/** The `ref`, `source`, `metric` and `config` calls of a rendering, and the functions that note them. */
export class ParseCalls {
  readonly refs: RefCall[] = [];
  readonly sources: SourceCall[] = [];
  readonly metrics: string[][] = [];
  readonly configCalls: ConfigLayer[] = [];
  readonly #placeOf: PlaceOf;
  readonly #stopAt: number;
  readonly #self: () => Value | undefined;
  #count = 0;

  /**
   * @param self what `ref()` and `source()` give: the relation of the node itself, as in dbt
   * @param stopAt the number of the call that ends the rendering, so that its place is known
   */
  constructor(placeOf: PlaceOf, self: () => Value | undefined, stopAt = Number.POSITIVE_INFINITY) {
    this.#placeOf = placeOf;
    this.#self = self;
    this.#stopAt = stopAt;
  }

  functions(): Map<string, Value> {
    return new Map<string, Value>([
      ['ref', new HostFunction('ref', (args, kwargs) => this.#ref(args, kwargs))],
      ['source', new HostFunction('source', (args) => this.#source(args))],
      ['metric', new HostFunction('metric', (args) => this.#metric(args))],
      ['config', new ParseConfig((given) => this.#config(given))],
    ]);
  }

  #ref(args: readonly Value[], kwargs: Kwargs): Value {
    const place = this.#next();
    const [first, second] = args;
    if (args.length === 0 || args.length > 2)
      throw new TemplateError('A3003', `ref() takes at most two arguments (${args.length} given)`);
    const name = textOf('ref', 'name', second ?? first, args);
    const from = second === undefined ? undefined : textOf('ref', 'package', first, args);
    const version = versionOf([kwargs.get('version'), kwargs.get('v')].find((value) => isGiven(value)));
    this.refs.push({
      name,
      ...(from !== undefined && { package: from }),
      ...(version !== undefined && { version }),
      ...place,
    });
    return this.#self() ?? new Undefined('this', undefined, undefined, undefined, 'lenient');
  }

  #source(args: readonly Value[]): Value {
    const place = this.#next();
    if (args.length !== 2)
      throw new TemplateError('A3003', `source() takes exactly two arguments (${args.length} given)`);
    const source = textOf('source', 'name of the source', args[0], args);
    const table = textOf('source', 'name of the table', args[1], args);
    this.sources.push({ source, table, ...place });
    return this.#self() ?? new Undefined('this', undefined, undefined, undefined, 'lenient');
  }

  #metric(args: readonly Value[]): Value {
    this.#next();
    if (args.length === 0 || args.length > 2)
      throw new TemplateError('A3003', `metric() takes at most two arguments (${args.length} given)`);
    this.metrics.push(args.map((arg) => textOf('metric', 'name', arg, args)));
    return this.#self() ?? new Undefined('this', undefined, undefined, undefined, 'lenient');
  }

  #config(given: ReadonlyMap<string, Value>): void {
    const { locate } = this.#next();
    this.configCalls.push(
      [...given].flatMap(([key, value]) => configLayer({ [key]: toYaml(value) }, locate)),
    );
  }

  #next(): CallPlace {
    const number = this.#count++;
    if (number === this.#stopAt) throw new TemplateError('A3012', 'this is the place that was asked for');
    let found: { readonly place: Diagnostic | undefined } | undefined;
    const place = (): Diagnostic | undefined => {
      found ??= { place: this.#placeOf(number) };
      return found.place;
    };
    return {
      locate: (): Location => place()?.location ?? { file: '' },
      related: () => place()?.related,
    };
  }
}

const isGiven = (value: Value | undefined): value is Value => value !== undefined && truthy(value);

function textOf(call: string, what: string, value: Value | undefined, args: readonly Value[]): string {
  if (typeof value === 'string') return value;
  const missing = args.find((arg) => arg instanceof Undefined);
  throw new TemplateError(
    'A3003',
    `the ${what} argument to ${call}() must be a string, not ${typeNameOf(value ?? null)}`,
    missing === undefined ? undefined : `${missing.message()}: a name is written in quotes`,
  );
}

function versionOf(value: Value | undefined): Version | undefined {
  if (value === undefined || typeof value === 'string' || typeof value === 'number') return value;
  if (value instanceof PyFloat) return toText(value);
  throw new TemplateError(
    'A3003',
    `the version argument to ref() must be a string, int or float, not ${typeNameOf(value)}`,
  );
}

/** `config(…)` while parsing: keeps what it is given; what is read from it is empty. */
class ParseConfig implements PyObject {
  readonly typeName = 'ParseConfigObject';
  readonly #keep: (given: ReadonlyMap<string, Value>) => void;

  constructor(keep: (given: ReadonlyMap<string, Value>) => void) {
    this.#keep = keep;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    this.#keep(givenConfig(args, kwargs));
    return '';
  }

  getAttr(name: string): Value | undefined {
    switch (name) {
      case 'get':
      case 'require':
      case 'meta_get':
      case 'meta_require':
        return new HostFunction(name, () => '');
      case 'set':
        return new HostFunction(name, ([key, value]) => {
          this.#keep(new Map([[toText(key ?? ''), value ?? null]]));
          return '';
        });
      case 'persist_relation_docs':
      case 'persist_column_docs':
        return new HostFunction(name, () => false);
      default:
        return undefined;
    }
  }
}

/** Either `config(tags=…)` or `config({'tags': …})`. */
function givenConfig(args: readonly Value[], kwargs: Kwargs): ReadonlyMap<string, Value> {
  const [given] = args;
  const named = args.length === 0 && kwargs.size > 0;
  if (!named && (args.length !== 1 || kwargs.size > 0 || !(given instanceof PyDict))) {
    throw new TemplateError(
      'A3003',
      "config() takes named values, as in config(materialized='table'), or one dict of them",
    );
  }
  const values = named
    ? kwargs
    : new Map([...(given as PyDict).pairs()].map(([key, value]): [string, Value] => [toText(key), value]));
  for (const [old, key] of [
    ['pre_hook', 'pre-hook'],
    ['post_hook', 'post-hook'],
  ] as const) {
    if (values.has(old) && values.has(key))
      throw new TemplateError('A3003', `config() is given both ${old} and ${key}`, `leave one of them out`);
  }
  return values;
}
