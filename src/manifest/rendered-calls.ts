import { type Diagnostic, type Location, ok, type Result } from '../base/index.ts';
import { type ConfigEntry, configLayer } from '../project/index.ts';
import {
  HostFunction,
  type Kwargs,
  PyDict,
  type PyObject,
  render,
  type Template,
  TemplateError,
  toText,
  Undefined,
  type Value,
} from '../template/index.ts';
import type { CallPlace, Captured, CaptureSettings, RefCall, SourceCall } from './captured.ts';
import { Scope } from './scope.ts';
import { toYaml } from './yaml-values.ts';

/** What a template asks for when it is rendered as dbt renders it while parsing. */
export function callsByRendering(
  template: Template,
  settings: CaptureSettings,
): Result<Omit<Captured, 'macros'>> {
  const calls = new Calls((number) => placeOfCall(number, template, settings));
  const failure = renderWith(calls, template, settings);
  return failure === undefined ? ok(calls) : { ok: false, diagnostics: [failure] };
}

/** Where the call of that number is: the template is rendered once more, up to it. */
function placeOfCall(number: number, template: Template, settings: CaptureSettings): Diagnostic | undefined {
  return renderWith(new Calls(() => undefined, number), template, settings);
}

function renderWith(calls: Calls, template: Template, settings: CaptureSettings): Diagnostic | undefined {
  const values = new Map<string, Value>([
    ['execute', false],
    ['ref', new HostFunction('ref', (args) => calls.addRef(args))],
    ['source', new HostFunction('source', (args) => calls.addSource(args))],
    ['config', new ConfigFunction(calls)],
    ['is_incremental', new HostFunction('is_incremental', () => false)],
    ['this', new Undefined('this')],
  ]);
  const scope = new Scope(values, settings.shared, settings.macros.seenFrom(settings.package));
  const result = render(template, scope, { undefined: 'lenient' });
  return result.ok ? undefined : result.diagnostics[0];
}

type PlaceOf = (call: number) => Diagnostic | undefined;

class Calls {
  readonly refs: RefCall[] = [];
  readonly sources: SourceCall[] = [];
  readonly config: ConfigEntry[] = [];
  readonly #placeOf: PlaceOf;
  readonly #stopAt: number;
  #count = 0;

  /** @param stopAt the number of the call that ends the rendering, so that its place is known */
  constructor(placeOf: PlaceOf, stopAt = Number.POSITIVE_INFINITY) {
    this.#placeOf = placeOf;
    this.#stopAt = stopAt;
  }

  addRef(args: readonly Value[]): Value {
    const place = this.#next();
    const [first, second] = args;
    if (
      args.length > 2 ||
      typeof first !== 'string' ||
      (second !== undefined && typeof second !== 'string')
    ) {
      const message = 'ref() takes the name of a model or seed, or a package and a name';
      throw new TemplateError('A3003', message, quotesMissing(args));
    }
    this.refs.push(
      second === undefined ? { name: first, ...place } : { package: first, name: second, ...place },
    );
    return new Undefined(`ref('${first}')`);
  }

  addSource(args: readonly Value[]): Value {
    const place = this.#next();
    const [source, table] = args;
    if (args.length !== 2 || typeof source !== 'string' || typeof table !== 'string') {
      const message = 'source() takes the name of a source and of its table';
      throw new TemplateError('A3003', message, quotesMissing(args));
    }
    this.sources.push({ source, table, ...place });
    return new Undefined(`source('${source}', '${table}')`);
  }

  addConfig(given: Kwargs): void {
    const { locate } = this.#next();
    for (const [key, value] of given) this.config.push(...configLayer({ [key]: toYaml(value) }, locate));
  }

  #next(): CallPlace {
    const number = this.#count++;
    if (number === this.#stopAt) throw new TemplateError('A3012', 'this is the place that was asked for');
    const place = once(() => this.#placeOf(number));
    return {
      locate: (): Location => place()?.location ?? { file: '' },
      related: () => place()?.related,
    };
  }
}

/** A hint for `ref(orders)`, where a name without quotes is a variable that nobody set. */
function quotesMissing(args: readonly Value[]): string | undefined {
  const missing = args.find((arg) => arg instanceof Undefined);
  return missing === undefined ? undefined : `${missing.message()}: a name is written in quotes`;
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** As in dbt, either `config(tags=…)` or `config({'tags': …})`. */
function givenConfig(args: readonly Value[], kwargs: Kwargs): Kwargs {
  if (args.length === 0) return kwargs;
  const [given] = args;
  if (args.length > 1 || kwargs.size > 0 || !(given instanceof PyDict)) {
    throw new TemplateError(
      'A3003',
      "config() takes named values, as in config(materialized='table'), or one dict of them",
    );
  }
  return new Map([...given.pairs()].map(([key, value]) => [toText(key), value]));
}

/** `config(…)` while parsing: keeps what it is given; `config.get` and `config.require` know nothing yet. */
class ConfigFunction implements PyObject {
  readonly typeName = 'Config';
  readonly #calls: Calls;

  constructor(calls: Calls) {
    this.#calls = calls;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    this.#calls.addConfig(givenConfig(args, kwargs));
    return '';
  }

  getAttr(name: string): Value | undefined {
    if (name !== 'get' && name !== 'require') return undefined;
    return new HostFunction(name, ([, fallback]) => fallback ?? new Undefined(name));
  }
}
