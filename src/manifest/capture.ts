import { type Failed, type Location, ok, type Result } from '../base/index.ts';
import { type ConfigEntry, configLayer } from '../project/index.ts';
import {
  HostFunction,
  type Kwargs,
  type NotLiteral,
  notLiteral,
  type PyObject,
  render,
  type StaticCall,
  type Template,
  TemplateError,
  Undefined,
  type Value,
} from '../template/index.ts';
import type { MacroEntry } from './manifest.ts';
import { Scope } from './scope.ts';
import { toYaml } from './yaml-values.ts';

/** A `ref()`: of a name, or of a package's name. */
export interface RefCall {
  readonly package?: string;
  readonly name: string;
  locate(): Location;
}

export interface SourceCall {
  readonly source: string;
  readonly table: string;
  locate(): Location;
}

/** What a template asks for: what it reads, and how it is configured. */
export interface Captured {
  readonly refs: readonly RefCall[];
  readonly sources: readonly SourceCall[];
  readonly config: readonly ConfigEntry[];
  /** The project's macros that it calls itself, by name. */
  readonly macros: readonly string[];
}

export interface CaptureSettings {
  /** The values that every template sees: `var`, `env_var`, `target`, … */
  readonly shared: ReadonlyMap<string, Value>;
  readonly macros: ReadonlyMap<string, MacroEntry>;
  /** The macros that lead to a `ref`, `source` or `config`. */
  readonly capturing: ReadonlySet<string>;
}

const captured = new Set(['ref', 'source', 'config']);

/**
 * Finds the `ref`, `source` and `config` calls of a template. Where all of them are literal this is read off the
 * syntax tree; otherwise the template is rendered once with `execute` false and every undefined value let through,
 * as dbt does. Calls in branches that are not taken count too, so that `{% if is_incremental() %}` hides nothing.
 *
 * @param inside only the calls in the body of this definition, for generic tests
 */
export function capture(template: Template, settings: CaptureSettings, inside?: string): Result<Captured> {
  const calls = template.calls.filter((call) => call.inside === inside);
  const macros = [...new Set(calls.map((call) => call.name).filter((name) => settings.macros.has(name)))];
  const found = new Found(macros);
  for (const call of calls) found.addStatic(call, template);
  if (inside !== undefined || !needsRender(template, calls, settings)) return ok(found);
  const rendered = new Found(macros);
  const failure = renderForCalls(template, settings, rendered);
  if (failure !== undefined) return failure;
  return ok({
    refs: [...rendered.refs, ...found.refs],
    sources: [...rendered.sources, ...found.sources],
    config: rendered.config,
    macros,
  });
}

/** The macros from which a `ref`, `source` or `config` can be reached. */
export function capturingMacros(macros: ReadonlyMap<string, MacroEntry>): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  const reached: string[] = [];
  for (const entry of new Set(macros.values())) {
    for (const call of entry.template.calls) {
      if (call.inside !== entry.definition.name) continue;
      if (captured.has(call.name)) reached.push(entry.name);
      callers.set(call.name, [...(callers.get(call.name) ?? []), entry.name]);
    }
  }
  const capturing = new Set<string>();
  for (let name = reached.pop(); name !== undefined; name = reached.pop()) {
    if (capturing.has(name)) continue;
    capturing.add(name);
    reached.push(...(callers.get(name) ?? []));
  }
  return capturing;
}

function needsRender(
  template: Template,
  calls: readonly StaticCall[],
  { capturing }: CaptureSettings,
): boolean {
  if ([...template.names].some((name) => capturing.has(name))) return true;
  return calls.some(
    (call) => captured.has(call.name) && (!isLiteral(call) || (call.name === 'config' && call.conditional)),
  );
}

const isLiteral = (call: StaticCall): boolean =>
  !call.spread && ![...call.args, ...Object.values(call.kwargs)].includes(notLiteral);

function renderForCalls(template: Template, settings: CaptureSettings, found: Found): Failed | undefined {
  const values = new Map<string, Value>([
    ['execute', false],
    ['ref', new HostFunction('ref', (args, kwargs) => found.addRef(args, kwargs))],
    ['source', new HostFunction('source', (args) => found.addSource(args))],
    ['config', new ConfigFunction(found)],
    ['is_incremental', new HostFunction('is_incremental', () => false)],
    ['this', new Undefined('this')],
  ]);
  found.place = { file: template.source.file };
  const result = render(template, new Scope(values, settings.shared, settings.macros), {
    undefined: 'lenient',
  });
  return result.ok ? undefined : result;
}

class Found implements Captured {
  readonly refs: RefCall[] = [];
  readonly sources: SourceCall[] = [];
  readonly config: ConfigEntry[] = [];
  readonly macros: readonly string[];
  /** Where a call is said to be that was found by rendering. */
  place: Location = { file: '' };

  constructor(macros: readonly string[]) {
    this.macros = macros;
  }

  addStatic(call: StaticCall, template: Template): void {
    if (!captured.has(call.name)) return;
    const at = (range: { start: number; end: number } | undefined) => () =>
      template.source.location((range ?? call).start, (range ?? call).end);
    if (call.name === 'config') {
      for (const [key, value] of Object.entries(call.kwargs)) {
        if (value !== notLiteral) this.addConfig(key, value, at(call.kwargRanges[key]));
      }
      return;
    }
    const names = call.args.filter((arg): arg is string => typeof arg === 'string');
    if (names.length !== call.args.length) return;
    const [first, second] = names;
    const locate = at(call.argRanges.at(-1));
    if (call.name === 'source' && first !== undefined && second !== undefined) {
      this.sources.push({ source: first, table: second, locate });
    } else if (call.name === 'ref' && first !== undefined) {
      this.refs.push(
        second === undefined ? { name: first, locate } : { package: first, name: second, locate },
      );
    }
  }

  addRef(args: readonly Value[], _kwargs: Kwargs): Value {
    const [first, second] = args;
    if (typeof first !== 'string')
      throw new TemplateError('A3003', 'ref() needs the name of a model or seed');
    const locate = () => this.place;
    this.refs.push(
      typeof second === 'string' ? { package: first, name: second, locate } : { name: first, locate },
    );
    return new Undefined(`ref('${first}')`);
  }

  addSource([source, table]: readonly Value[]): Value {
    if (typeof source !== 'string' || typeof table !== 'string') {
      throw new TemplateError('A3003', 'source() needs the name of a source and of its table');
    }
    this.sources.push({ source, table, locate: () => this.place });
    return new Undefined(`source('${source}', '${table}')`);
  }

  addConfig(key: string, value: Value | NotLiteral, locate: () => Location): void {
    if (value === notLiteral) return;
    this.config.push(...configLayer({ [key]: toYaml(value) }, locate));
  }
}

/** `config(…)` while parsing: keeps what it is given; `config.get` and `config.require` know nothing yet. */
class ConfigFunction implements PyObject {
  readonly typeName = 'Config';
  readonly #found: Found;

  constructor(found: Found) {
    this.#found = found;
  }

  call(_args: readonly Value[], kwargs: Kwargs): Value {
    for (const [key, value] of kwargs) this.#found.addConfig(key, value, () => this.#found.place);
    return '';
  }

  getAttr(name: string): Value | undefined {
    if (name !== 'get' && name !== 'require') return undefined;
    return new HostFunction(name, ([, fallback]) => fallback ?? new Undefined(name));
  }
}
