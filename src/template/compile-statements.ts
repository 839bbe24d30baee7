import type { Filter, Statement } from './ast.ts';
import { compileFilter } from './compile-calls.ts';
import { compileExpression } from './compile-expressions.ts';
import { compileFor } from './compile-loops.ts';
import { compileCallBlock, compileDefinition } from './compile-macros.ts';
import { compileTarget } from './compile-targets.ts';
import { located } from './errors.ts';
import type { Evaluate, Execute, Frame, Jump } from './frame.ts';
import { Output } from './output.ts';
import { Scope } from './scope.ts';
import { toText } from './values/repr.ts';
import { truthy } from './values/truth.ts';
import type { Value } from './values/value.ts';

/** Turns statements into a function that writes their output. */
export function compileBody(body: readonly Statement[], scope: Scope): Execute {
  const steps = body.map((statement) => compileStatement(statement, scope));
  const [first, second] = steps;
  if (first === undefined) return () => 0;
  if (second === undefined) return first;
  return (frame, out) => {
    for (const step of steps) {
      const jump = step(frame, out);
      if (jump !== 0) return jump;
    }
    return 0;
  };
}

function compileStatement(node: Statement, scope: Scope): Execute {
  switch (node.kind) {
    case 'text': {
      const { text, start } = node;
      return (_frame, out) => {
        out.add(text, start, 1);
        return 0;
      };
    }
    case 'print':
      return compilePrint(node, scope);
    case 'set': {
      const value = compileExpression(node.value, scope);
      const assign = compileTarget(node.target, scope);
      return (frame) => {
        assign(frame, value(frame));
        return 0;
      };
    }
    case 'set block':
      return compileSetBlock(node, scope);
    case 'if':
      return compileIf(node, scope);
    case 'for':
      return compileFor(node, scope, compileBody);
    case 'with':
      return compileWith(node, scope);
    case 'filter block': {
      const filtered = compileFiltered(node.body, node.filter, scope);
      const { start } = node;
      return (frame, out) => {
        out.add(toText(filtered(frame)), start, 0);
        return 0;
      };
    }
    case 'call block':
      return compileCallBlock(node, scope, compileBody);
    case 'do': {
      const value = compileExpression(node.value, scope);
      return (frame) => {
        value(frame);
        return 0;
      };
    }
    case 'break':
      return () => 1;
    case 'continue':
      return () => 2;
    case 'definition':
      return compileDefinition(node, scope, compileBody);
  }
}

function compilePrint(node: Statement & { kind: 'print' }, scope: Scope): Execute {
  const value = compileExpression(node.value, scope);
  const { source } = scope;
  const { start } = node;
  const { start: from, end } = node.value;
  return (frame, out) => {
    const result = value(frame);
    if (typeof result === 'string') {
      out.add(result, start, 0);
      return 0;
    }
    try {
      out.add(toText(result), start, 0);
    } catch (thrown) {
      throw located(thrown, source, from, end);
    }
    return 0;
  };
}

function compileIf(node: Statement & { kind: 'if' }, scope: Scope): Execute {
  const branches = node.branches.map(({ condition, body }) => ({
    condition: compileExpression(condition, scope),
    body: compileBody(body, scope),
    node: condition,
  }));
  const otherwise = compileBody(node.otherwise, scope);
  const { source } = scope;
  return (frame, out) => {
    for (const branch of branches) {
      let holds: boolean;
      try {
        holds = truthy(branch.condition(frame));
      } catch (thrown) {
        throw located(thrown, source, branch.node.start, branch.node.end);
      }
      if (holds) return branch.body(frame, out);
    }
    return otherwise(frame, out);
  };
}

/** The text of a body in a scope of its own, through a filter if there is one. */
function compileFiltered(body: readonly Statement[], filter: Filter | undefined, scope: Scope): Evaluate {
  const inner = new Scope(scope.source, scope);
  inner.declareBody(body);
  const write = compileBody(body, inner);
  const text = (frame: Frame): Value => {
    const out = new Output();
    write(frame, out);
    return out.text;
  };
  const evaluate = filter === undefined ? text : compileFilter(filter, inner, compileExpression, text);
  return (frame) => evaluate(frame.inner());
}

function compileSetBlock(node: Statement & { kind: 'set block' }, scope: Scope): Execute {
  const value = compileFiltered(node.body, node.filter, scope);
  const assign = compileTarget(node.target, scope);
  return (frame) => {
    assign(frame, value(frame));
    return 0;
  };
}

/** `with` evaluates its values outside, then sets its names in a scope of its own. */
function compileWith(node: Statement & { kind: 'with' }, scope: Scope): Execute {
  const inner = new Scope(scope.source, scope);
  for (const { target } of node.bindings) inner.declareTarget(target);
  inner.declareBody(node.body);
  const bindings = node.bindings.map(({ target, value }) => ({
    value: compileExpression(value, scope),
    assign: compileTarget(target, inner),
  }));
  const body = compileBody(node.body, inner);
  return (frame, out): Jump => {
    const frameOfBody = frame.inner();
    for (const { value, assign } of bindings) assign(frameOfBody, value(frame));
    return body(frameOfBody, out);
  };
}
