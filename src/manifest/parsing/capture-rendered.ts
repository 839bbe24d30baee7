import type { Result } from '../../base/index.ts';
import { type ConfigEntry, configLayer } from '../../project/index.ts';
import { notLiteral, render, type StaticCall, type Template, type Value } from '../../template/index.ts';
import type { Captured, RefCall, SourceCall } from '../captured.ts';
import { mergeCalls } from '../config-calls.ts';
import type { MacroView } from '../macro-lookup.ts';
import type { Version } from '../node-parts.ts';
import { toYaml } from '../yaml-values.ts';
import type { NodeInParsing } from './parsing-values.ts';
import { type ParsingSettings, parsingOptions, renderInParsing } from './render-in-parsing.ts';

/** What a template asks for as dbt has it: only what is reached while it is rendered counts. */
export function captureRendered(
  template: Template,
  node: NodeInParsing,
  settings: ParsingSettings,
): Result<Captured> {
  const read = readCalls(template, settings.macros.seenFrom(node.package.name));
  if (read !== undefined) return { ok: true, value: read };
  return renderInParsing(node, settings, (scope) => render(template, scope, parsingOptions));
}

const captured = new Set(['ref', 'source', 'config']);
/** Names that can be read without anything coming of it. */
const harmless = new Set([...captured, 'this', 'target', 'execute', 'invocation_id', 'run_started_at']);

/**
 * The calls as they stand in the template, where nothing depends on rendering it: all are made once, with arguments
 * that are written out, and no macro is called.
 */
function readCalls(template: Template, macros: MacroView): Captured | undefined {
  if (template.definitions.length > 0) return undefined;
  for (const name of template.names) {
    if (!harmless.has(name) || macros.find(name) !== undefined) return undefined;
  }
  const refs: RefCall[] = [];
  const sources: SourceCall[] = [];
  const config: ConfigEntry[] = [];
  for (const call of template.calls) {
    if (!captured.has(call.name)) continue;
    if (call.conditional || call.spread) return undefined;
    const args = literals(call.args);
    const kwargs = literals(Object.values(call.kwargs));
    if (args === undefined || kwargs === undefined) return undefined;
    const locate = () => template.source.location(call.start, call.end);
    if (call.name === 'config') {
      const names = Object.keys(call.kwargs);
      if (args.length > 0 || names.length === 0 || isGivenTwice(names)) return undefined;
      for (const [index, key] of names.entries()) {
        const range = call.kwargRanges[key] ?? call;
        const at = () => template.source.location(range.start, range.end);
        config.push(...configLayer({ [key]: toYaml(kwargs[index]!) }, at));
      }
    } else if (!args.every((arg) => typeof arg === 'string')) return undefined;
    else if (call.name === 'source') {
      const [source, table] = args;
      if (args.length !== 2 || kwargs.length > 0) return undefined;
      sources.push({ source: source!, table: table!, locate });
    } else {
      const ref = refOf(args, call);
      if (ref === undefined) return undefined;
      refs.push({ ...ref, locate });
    }
  }
  return { refs, sources, config: mergeCalls(config.map((entry) => [entry])), asRead: config, macros: [] };
}

function literals(values: StaticCall['args']): Value[] | undefined {
  return values.includes(notLiteral) ? undefined : (values as Value[]);
}

const isGivenTwice = (names: readonly string[]): boolean =>
  (names.includes('pre_hook') && names.includes('pre-hook')) ||
  (names.includes('post_hook') && names.includes('post-hook'));

function refOf(args: readonly string[], { kwargs }: StaticCall): Omit<RefCall, 'locate'> | undefined {
  const names = Object.keys(kwargs);
  const version = kwargs.version ?? kwargs.v;
  const isPlain = names.length === 0 || (names.length === 1 && isVersion(version));
  if (!isPlain || args.length === 0 || args.length > 2) return undefined;
  const [first, second] = args;
  return {
    ...(second === undefined ? { name: first! } : { package: first!, name: second }),
    ...(isVersion(version) && { version }),
  };
}

const isVersion = (value: unknown): value is Version =>
  typeof value === 'string' || typeof value === 'number';
