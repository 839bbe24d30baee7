import { ReturnSignal, TemplateError, typeError } from './errors.ts';
import type { Evaluate, Execute, Frame } from './frame.ts';
import { Output } from './output.ts';
import { run } from './run.ts';
import type { Trail } from './trail.ts';
import { PyDict } from './values/dict.ts';
import { quoted } from './values/repr.ts';
import { PyTuple } from './values/tuple.ts';
import { Undefined } from './values/undefined.ts';
import { given, type Kwargs, type PyObject, type Value } from './values/value.ts';

/** A macro made ready to run, apart from where it was defined. */
export interface MacroCode {
  readonly name: string;
  /** For messages: `macro x`, `the call block`. */
  readonly title: string;
  readonly params: readonly {
    readonly name: string;
    readonly slot: number;
    readonly default: Evaluate | undefined;
  }[];
  /** Slots of the names that a body may use without declaring them; undefined when it does not use them. */
  readonly varargs: number | undefined;
  readonly kwargs: number | undefined;
  readonly caller: number | undefined;
  readonly body: Execute;
  /** Whether `return` ends it; through a call block it ends the macro around. */
  readonly catchesReturn: boolean;
}

/** Jinja's macro as a value. Its call gives the text it makes, or the value of its `return`, type kept. */
export class Macro implements PyObject {
  readonly typeName = 'Macro';
  readonly goesOn = true;
  readonly #name: string;
  readonly #code: () => MacroCode;
  readonly #home: () => Frame;
  readonly #foreign: boolean;

  /**
   * `code` is asked for on the first call; `home` is the frame around the macro, asked for on every call. `foreign`: it
   * is not of the template that is rendered.
   */
  constructor(name: string, code: () => MacroCode, home: () => Frame, foreign = false) {
    this.#name = name;
    this.#code = code;
    this.#home = home;
    this.#foreign = foreign;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    const code = this.#code();
    const current = run();
    current.enter(this.#foreign);
    try {
      const left = current.trail?.taken<Left>(code);
      if (left !== undefined) return runBody(code, left, current.trail);
      const frame = this.#home().inner();
      bindArguments(code, frame, args, kwargs);
      return runBody(code, { frame, out: new Output() }, current.trail);
    } finally {
      current.leave(this.#foreign);
    }
  }

  getAttr(name: string): Value | undefined {
    if (name === 'name') return this.#name;
    if (name === 'arguments') return new PyTuple(this.#code().params.map((param) => param.name));
    if (name === 'catch_varargs') return this.#code().varargs !== undefined;
    if (name === 'catch_kwargs') return this.#code().kwargs !== undefined;
    return name === 'caller' ? this.#code().caller !== undefined : undefined;
  }

  repr(): string {
    return `<Macro ${quoted(this.#name)}>`;
  }
}

/** How a macro stands when a rendering is suspended in it. */
interface Left {
  readonly frame: Frame;
  readonly out: Output;
}

function runBody(code: MacroCode, { frame, out }: Left, trail: Trail | undefined): Value {
  try {
    for (const param of code.params)
      if (frame.slots[param.slot] === undefined)
        frame.slots[param.slot] =
          param.default === undefined ? notProvided(param.name) : param.default(frame);
    code.body(frame, out);
    return out.text;
  } catch (thrown) {
    trail?.leave(code, thrown, { frame, out });
    if (thrown instanceof ReturnSignal && code.catchesReturn) return thrown.value as Value;
    if (thrown instanceof TemplateError) thrown.leave(code.title);
    throw thrown;
  }
}

const notProvided = (name: string): Value =>
  new Undefined(name, undefined, undefined, `parameter '${name}' was not provided`);

/** As Jinja's `Macro.__call__`, its messages too. */
function bindArguments(code: MacroCode, frame: Frame, args: readonly Value[], kwargs: Kwargs): void {
  const { params } = code;
  const { slots } = frame;
  const positional = Math.min(args.length, params.length);
  for (let i = 0; i < positional; i++) slots[params[i]!.slot] = args[i]!;
  let taken = 0;
  let rest: Map<string, Value> | undefined;
  if (kwargs.size > 0) {
    for (let i = positional; i < params.length; i++) {
      const value = kwargs.get(params[i]!.name);
      if (value === undefined) continue;
      slots[params[i]!.slot] = value;
      taken++;
    }
    if (taken < kwargs.size) rest = remaining(code, positional, kwargs);
  }
  if (code.caller !== undefined) {
    slots[code.caller] = given(
      rest?.get('caller'),
      new Undefined('caller', undefined, undefined, 'No caller defined'),
    );
    rest?.delete('caller');
  }
  if (code.kwargs !== undefined) slots[code.kwargs] = new PyDict(rest ?? []);
  else if (rest !== undefined && rest.size > 0) throw tooManyNamed(code, rest);
  if (code.varargs !== undefined) slots[code.varargs] = new PyTuple(args.slice(params.length));
  else if (args.length > params.length)
    throw typeError(`macro '${code.name}' takes not more than ${params.length} argument(s)`);
}

function remaining({ params }: MacroCode, positional: number, kwargs: Kwargs): Map<string, Value> {
  const rest = new Map(kwargs);
  for (let i = positional; i < params.length; i++) rest.delete(params[i]!.name);
  return rest;
}

function tooManyNamed(code: MacroCode, rest: ReadonlyMap<string, Value>): TemplateError {
  const [name = ''] = rest.keys();
  const hint = `it takes ${code.params.map((param) => param.name).join(', ') || 'no arguments'}`;
  if (name === 'caller')
    return typeError(`macro '${code.name}' takes no keyword argument 'caller'`, 'it does not call caller()');
  return typeError(`macro '${code.name}' takes no keyword argument '${name}'`, hint);
}
