import { didYouMean } from '../base/index.ts';
import type { CompareOperator, Expression } from './ast.ts';
import { compileCall, compileFilter, compileTest } from './compile-calls.ts';
import { located } from './errors.ts';
import type { Evaluate, Frame } from './frame.ts';
import { builtinGlobals } from './globals.ts';
import { getAttribute, getItem } from './lookup.ts';
import { reserve } from './run.ts';
import type { Scope } from './scope.ts';
import { binary, negate, positive } from './values/arithmetic.ts';
import { PyDict } from './values/dict.ts';
import { equals } from './values/equality.ts';
import { contains } from './values/iterate.ts';
import { order } from './values/order.ts';
import { toText } from './values/repr.ts';
import { Slice } from './values/slice.ts';
import { truthy } from './values/truth.ts';
import { PyTuple } from './values/tuple.ts';
import { Undefined } from './values/undefined.ts';
import type { Value } from './values/value.ts';

/** Turns an expression into a function of a frame; what it throws has the place of the part that failed. */
export function compileExpression(node: Expression, scope: Scope): Evaluate {
  switch (node.kind) {
    case 'literal': {
      const { value } = node;
      return () => value;
    }
    case 'name':
      return compileName(node.name, scope);
    case 'call':
      return compileCall(node, scope, compileExpression);
    case 'filter':
      return compileFilter(node, scope, compileExpression);
    case 'test':
      return compileTest(node, scope, compileExpression);
    case 'and':
    case 'or': {
      const left = compileExpression(node.left, scope);
      const right = compileExpression(node.right, scope);
      const stop = node.kind === 'or';
      return at(scope, node, (frame) => {
        const value = left(frame);
        return truthy(value) === stop ? value : right(frame);
      });
    }
    case 'choice':
      return compileChoice(node, scope);
    case 'compare':
      return compileCompare(node, scope);
    default:
      return at(scope, node, compileOperation(node, scope));
  }
}

type Operation = Exclude<
  Expression,
  { kind: 'literal' | 'name' | 'call' | 'filter' | 'test' | 'and' | 'or' | 'choice' | 'compare' }
>;

function compileOperation(node: Operation, scope: Scope): Evaluate {
  switch (node.kind) {
    case 'list':
    case 'tuple': {
      const items = node.items.map((item) => compileExpression(item, scope));
      if (node.kind === 'list') return (frame) => items.map((item) => item(frame));
      return (frame) => new PyTuple(items.map((item) => item(frame)));
    }
    case 'concat': {
      const items = node.items.map((item) => compileExpression(item, scope));
      return (frame) => {
        let text = '';
        for (const item of items) text += toText(item(frame));
        reserve(text.length);
        return text;
      };
    }
    case 'dict': {
      const pairs = node.pairs.map(({ key, value }) => ({
        key: compileExpression(key, scope),
        value: compileExpression(value, scope),
      }));
      return (frame) => new PyDict(pairs.map(({ key, value }): [Value, Value] => [key(frame), value(frame)]));
    }
    case 'attribute': {
      const object = compileExpression(node.object, scope);
      const { name } = node;
      return (frame) => getAttribute(object(frame), name);
    }
    case 'item': {
      const object = compileExpression(node.object, scope);
      const key = compileExpression(node.key, scope);
      return (frame) => getItem(object(frame), key(frame));
    }
    case 'slice': {
      const bounds = [node.from, node.to, node.step].map((bound) =>
        bound === undefined ? (): Value => null : compileExpression(bound, scope),
      );
      return (frame) => new Slice(bounds[0]!(frame), bounds[1]!(frame), bounds[2]!(frame));
    }
    case 'not':
    case 'negative':
    case 'positive': {
      const operand = compileExpression(node.operand, scope);
      if (node.kind === 'not') return (frame) => !truthy(operand(frame));
      const sign = node.kind === 'negative' ? negate : positive;
      return (frame) => sign(operand(frame));
    }
    case 'arithmetic': {
      const left = compileExpression(node.left, scope);
      const right = compileExpression(node.right, scope);
      const { operator } = node;
      return (frame) => binary(operator, left(frame), right(frame));
    }
  }
}

/** Gives what is thrown the place of the node, unless a part of it has given its own. */
function at(scope: Scope, { start, end }: Expression, evaluate: Evaluate): Evaluate {
  const { source } = scope;
  return (frame) => {
    try {
      return evaluate(frame);
    } catch (thrown) {
      throw located(thrown, source, start, end);
    }
  };
}

/** A name: the innermost block that has set it, else what the host gives, else Jinja's own, else undefined. */
export function compileName(name: string, scope: Scope): Evaluate {
  const places = scope.places(name);
  const builtIn = builtinGlobals.get(name);
  const elsewhere = (frame: Frame): Value => {
    const value = frame.globals.get(name);
    if (value !== undefined) return value;
    if (builtIn !== undefined) return builtIn;
    return new Undefined(name, undefined, (member) => {
      const { globals } = frame;
      const known = [...scope.names(), ...globals.names(), ...builtinGlobals.keys()];
      return didYouMean(name, known) ?? (member ? globals.ownerHint?.(name) : undefined);
    });
  };
  const [first] = places;
  if (first === undefined) return elsewhere;
  if (places.length === 1) {
    const { up, slot } = first;
    return (frame) => {
      const value = (up === 0 ? frame : frame.up(up)).slots[slot];
      return value === undefined ? elsewhere(frame) : value;
    };
  }
  return (frame) => {
    for (const { up, slot } of places) {
      const value = frame.up(up).slots[slot];
      if (value !== undefined) return value;
    }
    return elsewhere(frame);
  };
}

function compileChoice(node: Expression & { kind: 'choice' }, scope: Scope): Evaluate {
  const condition = compileExpression(node.condition, scope);
  const then = compileExpression(node.chosen, scope);
  const otherwise = node.otherwise === undefined ? undefined : compileExpression(node.otherwise, scope);
  const nothing = (): Value =>
    new Undefined(
      null,
      undefined,
      undefined,
      'the inline if-expression evaluated to false and no else section was defined.',
      'execute',
    );
  return at(scope, node, (frame) => {
    if (truthy(condition(frame))) return then(frame);
    return otherwise === undefined ? nothing() : otherwise(frame);
  });
}

function compileCompare(node: Expression & { kind: 'compare' }, scope: Scope): Evaluate {
  const first = compileExpression(node.first, scope);
  const rest = node.rest.map(({ operator, operand }) => ({
    holds: comparison(operator),
    operand: compileExpression(operand, scope),
  }));
  const [only] = rest;
  if (rest.length === 1 && only !== undefined) {
    const { holds, operand } = only;
    return at(scope, node, (frame) => holds(first(frame), operand(frame)));
  }
  return at(scope, node, (frame) => {
    let left = first(frame);
    for (const { holds, operand } of rest) {
      const right = operand(frame);
      if (!holds(left, right)) return false;
      left = right;
    }
    return true;
  });
}

function comparison(operator: CompareOperator): (a: Value, b: Value) => boolean {
  switch (operator) {
    case '==':
      return equals;
    case '!=':
      return (a, b) => !equals(a, b);
    case 'in':
      return (a, b) => contains(b, a);
    case 'not in':
      return (a, b) => !contains(b, a);
    default:
      return (a, b) => order(operator, a, b);
  }
}
