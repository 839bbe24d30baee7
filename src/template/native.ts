import { fail, type Result, SourceText } from '../base/index.ts';
import type { Expression } from './ast.ts';
import { compileExpression } from './compile-expressions.ts';
import { isConstant } from './constants.ts';
import { typeError } from './errors.ts';
import { type Evaluate, Frame } from './frame.ts';
import { literalOf } from './literal.ts';
import { ParsedTemplate, parseExpression, parseTemplate } from './parse-template.ts';
import { guarded, type RenderOptions, render } from './render.ts';
import { Scope } from './scope.ts';
import type { Globals } from './template.ts';
import { asReal } from './values/number.ts';
import { toText } from './values/repr.ts';
import { given, type Value } from './values/value.ts';

const textOf = (source: SourceText | string, name: string): SourceText =>
  typeof source === 'string' ? new SourceText(name, source) : source;

/** The value of one expression, written without braces. */
export function evaluateExpression(
  source: SourceText | string,
  globals: Globals,
  options: RenderOptions,
): Result<Value> {
  const text = textOf(source, '<expression>');
  const parsed = parseExpression(text);
  return parsed.ok ? evaluate(parsed.value, text, globals, options) : parsed;
}

/** An expression that is evaluated over and over. */
export function compiledExpression(
  text: string,
): (globals: Globals, options: RenderOptions) => Result<Value> {
  const source = new SourceText('', text);
  let compiled: Evaluate | undefined;
  return (globals, options) => {
    if (compiled === undefined) {
      const parsed = parseExpression(source);
      if (!parsed.ok) return parsed;
      compiled = compileExpression(parsed.value, new Scope(source, undefined));
    }
    const value = compiled;
    return guarded(source, options, () => value(new Frame(undefined, globals)));
  };
}

function evaluate(
  node: Expression,
  source: SourceText,
  globals: Globals,
  options: RenderOptions,
): Result<Value> {
  return guarded(source, options, () =>
    compileExpression(node, new Scope(source, undefined))(new Frame(undefined, globals)),
  );
}

/**
 * A value of a YAML file, as dbt renders it: a single `{{ expression }}` keeps its type, anything else becomes text.
 * `as_native`, `as_number` and `as_bool` at its end read the text as a Python literal.
 */
export function renderNative(
  source: SourceText | string,
  globals: Globals,
  options: RenderOptions,
): Result<Value> {
  const text = textOf(source, '<value>');
  const parsed = parseTemplate(text);
  if (!parsed.ok) return parsed;
  const [only, ...others] = parsed.value instanceof ParsedTemplate ? parsed.value.body : [];
  if (only?.kind === 'print' && others.length === 0) {
    const value = evaluate(only.value, text, globals, options);
    if (value.ok && options.textOfConstants === true && isConstant(only.value))
      return { ok: true, value: toText(value.value) };
    if (!value.ok || only.value.kind !== 'filter') return value;
    return marked(only.value.name, value.value, text, only.start, only.end);
  }
  const rendered = render(parsed.value, globals, options);
  return rendered.ok ? { ok: true, value: rendered.value.text } : rendered;
}

function marked(filter: string, value: Value, source: SourceText, start: number, end: number): Result<Value> {
  if (filter !== 'as_native' && filter !== 'as_bool' && filter !== 'as_number') return { ok: true, value };
  const result = typeof value === 'string' ? literalText(value) : value;
  const wrong =
    (filter === 'as_bool' && typeof result !== 'boolean') ||
    (filter === 'as_number' && (typeof result === 'boolean' || asReal(result) === undefined));
  if (!wrong) return { ok: true, value: result };
  const problem = typeError(`the value cannot be read ${filter === 'as_bool' ? 'as a bool' : 'as a number'}`);
  return fail(problem.locate(source, start, end).toDiagnostic());
}

/** `ast.literal_eval`, or the text itself when it is not a literal. */
function literalText(text: string): Value {
  const parsed = parseExpression(new SourceText('<value>', text));
  return given(parsed.ok ? literalOf(parsed.value) : undefined, text);
}
