import { type Location, ok, type Result } from '../base/index.ts';
import { type ConfigEntry, canonicalKey, configLayer } from '../project/index.ts';
import {
  type NotLiteral,
  notLiteral,
  type StaticCall,
  type Template,
  type Value,
} from '../template/index.ts';
import type { Captured, CaptureSettings, RefCall, SourceCall } from './captured.ts';
import type { MacroLookup } from './macro-lookup.ts';
import { callsByRendering } from './rendered-calls.ts';
import { toYaml } from './yaml-values.ts';

export type { CallPlace, Captured, CaptureSettings, RefCall, SourceCall } from './captured.ts';

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
  const macros = macrosCalled(calls, settings);
  const found = new Found(macros);
  for (const call of calls) found.addStatic(call, template);
  if (inside !== undefined || !needsRender(template, calls, settings)) return ok(found);
  const rendered = callsByRendering(template, settings);
  if (!rendered.ok) return rendered;
  return ok({
    refs: [...found.refs, ...rendered.value.refs],
    sources: [...found.sources, ...rendered.value.sources],
    config: rendered.value.config,
    asRead: calls.flatMap((call) => writtenConfig(call, template)),
    macros,
  });
}

function macrosCalled(calls: readonly StaticCall[], settings: CaptureSettings): readonly string[] {
  const found = new Set<string>();
  for (const { name } of calls) {
    const id = settings.macros.find(name, settings.package)?.id;
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

/** The macros from which a `ref`, `source` or `config` can be reached. */
export function capturingMacros(macros: MacroLookup): ReadonlySet<string> {
  const callers = new Map<string, string[]>();
  const reached: string[] = [];
  for (const entry of macros.all()) {
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
  for (const name of template.names) if (capturing.has(name)) return true;
  // A macro of the file itself.
  if (template.calls.some(({ inside, name }) => inside !== undefined && captured.has(name))) return true;
  return calls.some(
    (call) =>
      captured.has(call.name) &&
      (!isLiteral(call) || !isComplete(call) || (call.name === 'config' && call.conditional)),
  );
}

/** The configs of a call, those that are no literals as templates. */
export const configAsWritten = (call: StaticCall, template: Template): ConfigEntry[] => [
  ...Object.entries(call.kwargs).flatMap(([key, value]) =>
    value === notLiteral
      ? []
      : configLayer({ [key]: toYaml(value) }, () => template.source.location(call.start)),
  ),
  ...writtenConfig(call, template),
];

/** The configs of a call that are no literals, as templates: what they come to may be another thing in another target. */
function writtenConfig({ name, kwargs, kwargRanges }: StaticCall, { source }: Template): ConfigEntry[] {
  if (name !== 'config') return [];
  return Object.entries(kwargs).flatMap(([key, value]) => {
    const range = kwargRanges[key];
    if (value !== notLiteral || range === undefined) return [];
    const { start, end } = range;
    const written = `{{ ${source.text.slice(start, end).replace(/\s+/g, ' ')} }}`;
    return configLayer({ [key]: written }, () => source.location(start, end));
  });
}

const isLiteral = (call: StaticCall): boolean =>
  !call.spread && ![...call.args, ...Object.values(call.kwargs)].includes(notLiteral);

/** Whether a call has the arguments that it needs; rendering says what is wrong otherwise. */
function isComplete({ name, args }: StaticCall): boolean {
  if (name === 'config') return args.length === 0;
  const amount = args.length === 2 || (args.length === 1 && name === 'ref');
  return amount && args.every((arg) => typeof arg === 'string');
}

class Found implements Captured {
  readonly refs: RefCall[] = [];
  readonly sources: SourceCall[] = [];
  readonly config: ConfigEntry[] = [];
  readonly macros: readonly string[];

  constructor(macros: readonly string[]) {
    this.macros = macros;
  }

  addStatic(call: StaticCall, template: Template): void {
    if (!captured.has(call.name)) return;
    const at = (range: { start: number; end: number } | undefined) => () =>
      template.source.location((range ?? call).start, (range ?? call).end);
    if (call.name === 'config') {
      for (const [key, value] of Object.entries(call.kwargs)) {
        if (value !== notLiteral) this.#addConfig(key, value, at(call.kwargRanges[key]));
      }
      return;
    }
    if (!isComplete(call)) return;
    const [first, second] = call.args as readonly string[];
    const locate = at(call.argRanges.at(-1));
    if (call.name === 'source' && first !== undefined && second !== undefined) {
      this.sources.push({ source: first, table: second, locate });
    } else if (call.name === 'ref' && first !== undefined) {
      this.refs.push(
        second === undefined ? { name: first, locate } : { package: first, name: second, locate },
      );
    }
  }

  #addConfig(key: string, value: Value | NotLiteral, locate: () => Location): void {
    if (value === notLiteral) return;
    this.config.push({ key: canonicalKey(key), value: toYaml(value), from: 'node', locate });
  }
}
