import { type Diagnostic, fail, ok, type Result } from '../../base/index.ts';
import type { RenderOptions, Value } from '../../template/index.ts';
import type { Captured } from '../captured.ts';
import { mergeCalls } from '../config-calls.ts';
import type { MacroLookup, MacroView } from '../macro-lookup.ts';
import { Scope } from '../scope.ts';
import type { VarFunction } from '../var-function.ts';
import { NamesAsObject } from './names-as-object.ts';
import { NotedCall } from './noted-call.ts';
import { ParseCalls } from './parse-calls.ts';
import { dispatchFunction, ParsingAdapter } from './parsing-adapter.ts';
import { layered, type NodeInParsing, type ParsingValues } from './parsing-values.ts';
import type { SilentMacros } from './silent-macros.ts';
import { TrackedMacros } from './tracked-macros.ts';

/** How templates are rendered while parsing: every access of what is undefined goes through, but not inside macros. */
export const parsingOptions: RenderOptions = { undefined: 'lenient', undefinedInMacros: 'execute' };

export interface ParsingSettings {
  /** The values that every template of the package sees. */
  readonly shared: ReadonlyMap<string, Value>;
  readonly macros: MacroLookup;
  readonly parsingValues: ParsingValues;
  readonly silent: SilentMacros;
  /** `var()`, which gives None for what has no value. */
  readonly lenientVar: VarFunction;
}

/**
 * What templates of a node ask for, found by rendering them as dbt does while parsing.
 *
 * @param work renders them; it is done again when the place of a call is asked for
 * @param view the macros that the templates see, where these are not those of the node's package
 */
export function renderInParsing(
  node: NodeInParsing,
  settings: ParsingSettings,
  work: (scope: Scope) => Result<unknown>,
  view: MacroView = settings.macros.seenFrom(node.package.name),
): Result<Captured> {
  const placeOf = (call: number): Diagnostic | undefined => {
    const again = work(new Parsing(node, settings, view, () => undefined, call).scope);
    return again.ok ? undefined : again.diagnostics[0];
  };
  const parsing = new Parsing(node, settings, view, placeOf);
  const done = work(parsing.scope);
  if (!done.ok) return fail(...done.diagnostics.map(withHint));
  const { refs, sources, metrics, configCalls } = parsing.calls;
  return ok({ refs, sources, metrics, config: mergeCalls(configCalls), macros: [...parsing.tracked.called] });
}

/** Queries give nothing while parsing, which templates of dbt have to reckon with. */
const withHint = (problem: Diagnostic): Diagnostic =>
  problem.hint === undefined && problem.message.startsWith("'None' has no attribute")
    ? {
        ...problem,
        hint: 'while the project is parsed queries and their results are None: look at them in {% if execute %}',
      }
    : problem;

/** One rendering: the names its templates see, and what they asked for. */
class Parsing {
  readonly scope: Scope;
  readonly calls: ParseCalls;
  readonly tracked = new TrackedMacros();

  constructor(
    node: NodeInParsing,
    settings: ParsingSettings,
    view: MacroView,
    placeOf: (call: number) => Diagnostic | undefined,
    stopAt?: number,
  ) {
    const scope = () => this.scope;
    const given = settings.parsingValues(node, settings.macros);
    const values = new Map<string, Value>();
    this.calls = new ParseCalls(placeOf, () => given.get('this'), stopAt);
    for (const [name, value] of this.calls.functions())
      values.set(name, name === 'config' ? value : new NotedCall(value, () => given.get(name)));
    const dispatch = dispatchFunction(settings.macros, node.package.name, scope);
    values.set('adapter', new ParsingAdapter(() => given.get('adapter'), dispatch));
    values.set('execute', false);
    values.set('var', settings.lenientVar.seenFrom(scope));
    const around = layered(given, settings.shared);
    values.set('builtins', new NamesAsObject((name) => values.get(name) ?? around.get(name)));
    values.set('context', new NamesAsObject((name) => this.scope.get(name)));
    this.scope = new Scope(values, around, view, this.tracked.wrap);
  }
}
