import { asExpression } from './as-expression.ts';
import type { DefinitionBlock, Expression, Parameter, Statement } from './ast.ts';
import { compileCall } from './compile-calls.ts';
import { compileExpression } from './compile-expressions.ts';
import { located } from './errors.ts';
import type { Evaluate, Execute } from './frame.ts';
import { Macro, type MacroCode } from './macro.ts';
import { mentions } from './mentions.ts';
import { Scope } from './scope.ts';
import { toText } from './values/repr.ts';

/** The compiler of statements, handed in since it and this file need each other. */
export type CompileBody = (body: readonly Statement[], scope: Scope) => Execute;

interface MacroShape {
  readonly name: string;
  readonly title: string;
  readonly params: readonly Parameter[];
  readonly body: readonly Statement[];
  readonly catchesReturn: boolean;
}

export function compileMacroCode(shape: MacroShape, around: Scope, compileBody: CompileBody): MacroCode {
  const scope = new Scope(around.source, around);
  const slots = shape.params.map((param) => scope.declare(param.name));
  const text = textOf(shape.body, around.source.text);
  const special = (name: string): number | undefined =>
    text.includes(name) && mentions(shape.body, name) && scope.slot(name) === undefined
      ? scope.declare(name)
      : undefined;
  const varargs = special('varargs');
  const kwargs = special('kwargs');
  const caller = special('caller');
  scope.declareBody(shape.body);
  const params = shape.params.map((param, index) => ({
    name: param.name,
    slot: slots[index]!,
    default: param.default === undefined ? undefined : asExpression(compileExpression(param.default, scope)),
  }));
  const { name, title, catchesReturn } = shape;
  return {
    name,
    title,
    params,
    varargs,
    kwargs,
    caller,
    body: compileBody(shape.body, scope),
    catchesReturn,
  };
}

/** What the statements are written as: going through that is quicker than through them. */
function textOf(body: readonly Statement[], text: string): string {
  const [first, last] = [body[0], body.at(-1)];
  return first === undefined || last === undefined ? '' : text.slice(first.start, last.end);
}

/** The code of a definition, made when it is first called. */
export function definitionCode(
  node: DefinitionBlock,
  scope: Scope,
  compileBody: CompileBody,
): () => MacroCode {
  const { name, params, body, definition } = node;
  const title = `${definition} ${name}`;
  let code: MacroCode | undefined;
  return () =>
    (code ??= compileMacroCode({ name, title, params, body, catchesReturn: true }, scope, compileBody));
}

/** `{% macro %}`: sets the name. Other definitions are the framework's business, and do nothing here. */
export function compileDefinition(node: DefinitionBlock, scope: Scope, compileBody: CompileBody): Execute {
  const slot = scope.slot(node.name);
  if (node.definition !== 'macro' || slot === undefined) return () => 0;
  const code = definitionCode(node, scope, compileBody);
  return (frame) => {
    frame.slots[slot] = new Macro(node.name, code, () => frame);
    return 0;
  };
}

/** `{% call(params) callee(…) %}`: calls it with its body as `caller`. */
export function compileCallBlock(
  node: Statement & { kind: 'call block' },
  scope: Scope,
  compileBody: CompileBody,
): Execute {
  const { params, body, call, start } = node;
  const shape = { name: 'caller', title: 'the call block', params, body, catchesReturn: false };
  const code = compileMacroCode(shape, scope, compileBody);
  const evaluate: Evaluate = compileCall(
    call as Expression & { kind: 'call' },
    scope,
    compileExpression,
    (frame) => [
      'caller',
      new Macro(
        'caller',
        () => code,
        () => frame,
      ),
    ],
  );
  const text = asExpression((frame) => toText(evaluate(frame)));
  return (frame, out) => {
    try {
      out.add(text(frame), start, 0);
      return 0;
    } catch (thrown) {
      throw located(thrown, scope.source, call.start, call.end);
    }
  };
}
