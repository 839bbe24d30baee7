import type { StaticCall, Template } from '../../template/index.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroLookup, MacroView } from '../macro-lookup.ts';

/** Functions that ask for nothing, and fail only where they are misused. */
export const silentFunctions: ReadonlySet<string> = new Set([
  ...['return', 'caller', 'range', 'dict', 'namespace', 'cycler', 'joiner', 'log', 'print', 'var'],
  ...['tojson', 'fromjson', 'toyaml', 'fromyaml', 'set', 'set_strict', 'zip', 'zip_strict', 'local_md5'],
  ...['load_result', 'store_result', 'store_raw_result', 'diff_of_two_dicts'],
]);

/** Values whose methods ask for nothing that parsing has to know. */
export const silentObjects: ReadonlySet<string> = new Set([
  ...['adapter', 'api', 'modules', 'target', 'this', 'model', 'graph', 'flags', 'config', 'loop', 'column'],
  ...['run_started_at', 'invocation_id', 'kwargs', 'varargs', 'execute', 'database', 'schema'],
  ...['dbt_version', 'project_name', 'invocation_args_dict', 'selected_resources', 'thread_id'],
]);

/**
 * Tells macros that ask for nothing while they are parsed: no `ref`, `source` or `config` can be reached from them, and
 * nothing that fails on purpose. Calling them need not be tried.
 */
export class SilentMacros {
  readonly #macros: MacroLookup;
  readonly #known = new Map<MacroView, Map<MacroEntry, boolean>>();

  constructor(macros: MacroLookup) {
    this.#macros = macros;
  }

  /** @param from the package whose names the macro sees when it is called */
  isSilent(entry: MacroEntry, view: MacroView, from: string): boolean {
    let known = this.#known.get(view);
    if (known === undefined) {
      known = new Map();
      this.#known.set(view, known);
    }
    const found = known.get(entry);
    if (found !== undefined) return found;
    // A macro that calls itself may never end.
    known.set(entry, false);
    const { template } = entry;
    const silent =
      !handsOn(template, view) &&
      callsIn(entry).every((call) => this.#isSilentCall(call, template, view, from)) &&
      [...template.objects].every((name) => isObject(name, view));
    known.set(entry, silent);
    return silent;
  }

  /** The macro that a call is of; undefined for other functions. */
  macroOf(call: StaticCall, view: MacroView, from: string): MacroEntry | undefined {
    const { name } = call;
    if (name === 'adapter.dispatch') return this.#dispatched(call, from);
    const dot = name.indexOf('.');
    if (dot === -1) return view.find(name);
    return view.namespace(name.slice(0, dot))?.get(name.slice(dot + 1));
  }

  #isSilentCall(call: StaticCall, template: Template, view: MacroView, from: string): boolean {
    const { name } = call;
    const macro = this.macroOf(call, view, from);
    if (macro !== undefined) return fits(call, macro) && this.isSilent(macro, view, from);
    if (name === 'adapter.dispatch') return false;
    const [first = name, ...rest] = name.split('.');
    if (rest.length === 0) return silentFunctions.has(name);
    if (name === 'config.set') return false;
    return silentObjects.has(first) || !template.names.has(first);
  }

  #dispatched({ args, kwargs }: StaticCall, from: string): MacroEntry | undefined {
    const name = args[0] ?? kwargs.macro_name;
    const namespace = args[1] ?? kwargs.macro_namespace ?? undefined;
    if (typeof name !== 'string' || (namespace !== undefined && typeof namespace !== 'string'))
      return undefined;
    return this.#macros.dispatch(name, namespace, from).macro;
  }
}

/** Values through which everything can be reached, by whatever name. */
export const wholeContext = ['context', 'builtins'];

/** Whether there is something that has members; of what does not exist, nothing can be read. */
const isObject = (name: string, view: MacroView): boolean =>
  silentObjects.has(name) || otherObjects.has(name) || view.namespace(name) !== undefined;

const otherObjects = new Set(['exceptions', 'dbt', 'sql', 'node', 'validation', 'var']);

/** What may ask for something or fail on purpose, besides macros. */
export const heeded: ReadonlySet<string> = new Set([
  ...['env_var', 'exceptions', 'builtins', 'context', 'metric', 'function', 'render', 'write'],
  ...['try_or_compiler_error', 'submit_python_job', 'statement', 'validation', 'return'],
]);
const asking: ReadonlySet<string> = new Set([...heeded, 'ref', 'source', 'config', 'adapter']);

/** Whether a file does more than call what asks for something, or macros, so that nobody knows who calls it by what name. */
export const handsOn = ({ names, values }: Template, view: MacroView): boolean =>
  wholeContext.some((name) => names.has(name)) ||
  [...values].some(
    (name) => asking.has(name) || view.find(name) !== undefined || view.namespace(name) !== undefined,
  );

/** Whether a macro takes the arguments that a call gives it. */
export function fits(
  { name, args, kwargs, spread }: StaticCall,
  { definition, template }: MacroEntry,
): boolean {
  if (spread) return false;
  if (name === 'adapter.dispatch') return true;
  const names = definition.params.map((param) => param.name);
  const body = template.source.text.slice(definition.bodyStart, definition.bodyEnd);
  const isFree = args.length <= names.length || body.includes('varargs');
  const later = names.slice(args.length);
  return isFree && (Object.keys(kwargs).every((key) => later.includes(key)) || body.includes('kwargs'));
}

const byDefinition = new WeakMap<Template, Map<string | undefined, StaticCall[]>>();

/** The calls in a macro, and in what else of its file has its name. */
function callsIn({ template, definition }: MacroEntry): readonly StaticCall[] {
  let calls = byDefinition.get(template);
  if (calls === undefined) {
    calls = new Map();
    for (const call of template.calls) {
      const known = calls.get(call.inside);
      if (known === undefined) calls.set(call.inside, [call]);
      else known.push(call);
    }
    byDefinition.set(template, calls);
  }
  return calls.get(definition.name) ?? [];
}
