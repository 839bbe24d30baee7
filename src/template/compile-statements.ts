import { asExpression } from './as-expression.ts';
import type { Filter, Statement } from './ast.ts';
import { compileFilter } from './compile-calls.ts';
import { compileExpression } from './compile-expressions.ts';
import { compileFor } from './compile-loops.ts';
import { compileCallBlock, compileDefinition } from './compile-macros.ts';
import { compileTarget } from './compile-targets.ts';
import { located } from './errors.ts';
import type { Evaluate, Execute, Frame, Jump } from './frame.ts';
import { Output } from './output.ts';
import { run } from './run.ts';
import { Scope } from './scope.ts';
import type { Trail } from './trail.ts';
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
    const { trail } = run();
    if (trail !== undefined) return throughSteps(steps, frame, out, trail);
    for (const step of steps) {
      const jump = step(frame, out);
      if (jump !== 0) return jump;
    }
    return 0;
  };
}

/** The same, from the statement on that was suspended. */
function throughSteps(steps: readonly Execute[], frame: Frame, out: Output, trail: Trail): Jump {
  let index = trail.taken<number>(steps) ?? 0;
  try {
    for (; index < steps.length; index++) {
      const jump = steps[index]!(frame, out);
      if (jump !== 0) return jump;
    }
    return 0;
  } catch (thrown) {
    trail.leave(steps, thrown, index);
    throw thrown;
  }
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
      if (node.value.kind === 'literal' && node.target.kind === 'name')
        return (frame) => {
          assign(frame, value(frame));
          return 0;
        };
      const set = asExpression((frame) => assign(frame, value(frame)));
      return (frame) => {
        set(frame);
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
      const value = asExpression(compileExpression(node.value, scope));
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
  const text = asExpression((frame) => {
    const result = value(frame);
    if (typeof result === 'string') return result;
    try {
      return toText(result);
    } catch (thrown) {
      throw located(thrown, source, from, end);
    }
  });
  return (frame, out) => {
    out.add(text(frame), start, 0);
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
  const choose = asExpression((frame): Execute => {
    for (const branch of branches) {
      try {
        if (truthy(branch.condition(frame))) return branch.body;
      } catch (thrown) {
        throw located(thrown, source, branch.node.start, branch.node.end);
      }
    }
    return otherwise;
  });
  return (frame, out) => {
    const { trail } = run();
    if (trail === undefined) return choose(frame)(frame, out);
    const chosen = trail.taken<Execute>(branches) ?? choose(frame);
    try {
      return chosen(frame, out);
    } catch (thrown) {
      trail.leave(branches, thrown, chosen);
      throw thrown;
    }
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
  if (filter === undefined) return (frame) => throughText(write, frame);
  const evaluate = compileFilter(filter, inner, compileExpression, (frame) => {
    try {
      return text(frame);
    } catch (thrown) {
      // The filter's own arguments would have to be kept as well.
      run().trail?.lose();
      throw thrown;
    }
  });
  return (frame) => evaluate(frame.inner());
}

/** The text that a body writes in a frame of its own. */
function throughText(write: Execute, around: Frame): string {
  const { trail } = run();
  const [frame, out] = trail?.taken<[Frame, Output]>(write) ?? [around.inner(), new Output()];
  try {
    write(frame, out);
    return out.text;
  } catch (thrown) {
    trail?.leave(write, thrown, [frame, out]);
    throw thrown;
  }
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
  const bound = asExpression((frame) => {
    const frameOfBody = frame.inner();
    for (const { value, assign } of bindings) assign(frameOfBody, value(frame));
    return frameOfBody;
  });
  return (frame, out): Jump => {
    const { trail } = run();
    const frameOfBody = trail?.taken<Frame>(bindings) ?? bound(frame);
    try {
      return body(frameOfBody, out);
    } catch (thrown) {
      trail?.leave(bindings, thrown, frameOfBody);
      throw thrown;
    }
  };
}
