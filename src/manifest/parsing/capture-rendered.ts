import type { Result } from '../../base/index.ts';
import { type ConfigLayer, configLayer } from '../../project/index.ts';
import { notLiteral, render, type StaticCall, type Template, type Value } from '../../template/index.ts';
import type { Captured, RefCall, SourceCall } from '../captured.ts';
import { mergeCalls } from '../config-calls.ts';
import type { Version } from '../node-parts.ts';
import { toYaml } from '../yaml-values.ts';
import type { NodeInParsing } from './parsing-values.ts';
import { type ParsingSettings, parsingOptions, renderInParsing } from './render-in-parsing.ts';
import { fits, handsOn, heeded } from './silent-macros.ts';

/** What a template asks for as dbt has it: only what is reached while it is rendered counts. */
export function captureRendered(
  template: Template,
  node: NodeInParsing,
  settings: ParsingSettings,
): Result<Captured> {
  const read = readCalls(template, node.package.name, settings);
  if (read !== undefined) return { ok: true, value: read };
  return renderInParsing(node, settings, (scope) => render(template, scope, parsingOptions));
}

const captured = new Set(['ref', 'source', 'config']);

/**
 * The calls as they stand in the template, where nothing depends on rendering it: all are made once, with arguments
 * that are written out, and the macros that are called ask for nothing.
 */
export function readCalls(
  template: Template,
  from: string,
  { macros, silent }: Pick<ParsingSettings, 'macros' | 'silent'>,
): Captured | undefined {
  if (template.definitions.length > 0) return undefined;
  const view = macros.seenFrom(from);
  for (const name of captured) if (view.find(name) !== undefined) return undefined;
  if (handsOn(template, view)) return undefined;
  const refs: RefCall[] = [];
  const sources: SourceCall[] = [];
  const config: ConfigLayer[] = [];
  const called: [at: number, id: string][] = [];
  for (const call of template.calls) {
    if (!captured.has(call.name)) {
      const macro = silent.macroOf(call, view, from);
      if (macro === undefined) {
        if (isHeeded(call)) return undefined;
      } else {
        if (call.conditional || !fits(call, macro) || !silent.isSilent(macro, view, from)) return undefined;
        called.push([call.end, macro.id]);
      }
      continue;
    }
    if (call.conditional || call.spread) return undefined;
    const args = literals(call.args);
    const kwargs = literals(Object.values(call.kwargs));
    if (args === undefined || kwargs === undefined) return undefined;
    const locate = () => template.source.location(call.start, call.end);
    if (call.name === 'config') {
      const names = Object.keys(call.kwargs);
      if (args.length > 0 || names.length === 0 || isGivenTwice(names)) return undefined;
      config.push(
        names.flatMap((key, index) => {
          const { start, end } = call.kwargRanges[key] ?? call;
          const at = () => template.source.location(start, end);
          return configLayer({ [key]: toYaml(kwargs[index]!) }, at);
        }),
      );
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
  // Arguments come before what they are given to.
  const ids = new Set(called.sort(([a], [b]) => a - b).map(([, id]) => id));
  const rest = { refs, sources, macros: [...ids] };
  // Without anything else in it, dbt does not render a template either, and takes each key by itself.
  const isPlain = [...template.names].every((name) => captured.has(name));
  if (!isPlain) return { ...rest, config: mergeCalls(config) };
  const asRead = config.flat();
  return { ...rest, config: mergeCalls(asRead.map((entry) => [entry])), asRead };
}

/** Whether something may come of a call that is no macro's; while parsing, what does not exist can be called. */
const isHeeded = ({ name }: StaticCall): boolean =>
  name === 'adapter.dispatch' || heeded.has(name.split('.', 1)[0]!);

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
