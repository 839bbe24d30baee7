import { asExpression } from './as-expression.ts';
import type { Statement } from './ast.ts';
import { compileExpression } from './compile-expressions.ts';
import type { CompileBody } from './compile-macros.ts';
import { type Assign, compileTarget } from './compile-targets.ts';
import { located } from './errors.ts';
import type { Execute, Frame } from './frame.ts';
import { Loop } from './loop.ts';
import { mentions } from './mentions.ts';
import { Output } from './output.ts';
import { run, spend } from './run.ts';
import { Scope } from './scope.ts';
import { Suspended, type Trail } from './trail.ts';
import { iterator } from './values/iterate.ts';
import { Lazy } from './values/lazy.ts';
import { truthy } from './values/truth.ts';
import type { Value } from './values/value.ts';

type For = Statement & { kind: 'for' };

/** One round: sets the target in a frame of its own. */
interface Rounds {
  readonly assign: Assign;
  readonly body: Execute;
  /** Slot of `loop`, when the body uses it. */
  readonly loop: number | undefined;
  readonly cost: number;
}

export function compileFor(node: For, scope: Scope, compileBody: CompileBody): Execute {
  const items = compileExpression(node.items, scope);
  const keep = compileCondition(node, scope);
  const rounds = compileRounds(node, scope, compileBody);
  const elseScope = new Scope(scope.source, scope);
  elseScope.declareBody(node.otherwise);
  const otherwise = node.otherwise.length === 0 ? undefined : compileBody(node.otherwise, elseScope);

  /** What is gone through, made once. */
  const begin = asExpression((frame): Rounding => {
    const given = items(frame);
    const source = keep === undefined ? given : new Lazy(keep(frame, given));
    const through = iterator(source);
    const loop = rounds.loop === undefined ? undefined : new Loop(through, source, 0, undefined);
    return { next: loop === undefined ? nextOf(through) : () => loop.next(), loop, any: false };
  });

  const loopOver = (frame: Frame, out: Output, given: Value, depth: number): void => {
    const source = keep === undefined ? given : new Lazy(keep(frame, given));
    const any =
      rounds.loop === undefined ? plain(frame, out, source, rounds) : counted(frame, out, source, depth);
    if (!any && otherwise !== undefined) otherwise(frame.inner(), out);
  };

  const counted = (frame: Frame, out: Output, source: Value, depth: number): boolean => {
    const again = (inner: Value, deeper: number): Value => {
      const current = run();
      current.enter();
      try {
        const text = new Output();
        loopOver(frame, text, inner, deeper);
        return text.text;
      } finally {
        current.leave();
      }
    };
    const loop = new Loop(iterator(source), source, depth, node.recursive ? again : undefined);
    let any = false;
    for (let item = loop.next(); item !== undefined; item = loop.next()) {
      spend(rounds.cost);
      const round = frame.inner();
      round.slots[rounds.loop!] = loop;
      rounds.assign(round, item);
      const jump = rounds.body(round, out);
      if (jump === 1) break;
      any ||= jump === 0;
    }
    return any;
  };

  const { source } = scope;
  const { start, end } = node.items;
  return (frame, out) => {
    try {
      const { trail } = run();
      if (trail === undefined) loopOver(frame, out, items(frame), 0);
      else if (node.recursive) withoutAccount(trail, () => loopOver(frame, out, items(frame), 0));
      else if (!throughRounds(rounds, begin, frame, out, trail)) otherwise?.(frame.inner(), out);
    } catch (thrown) {
      throw located(thrown, source, start, end);
    }
    return 0;
  };
}

function compileRounds(node: For, scope: Scope, compileBody: CompileBody): Rounds {
  const inner = new Scope(scope.source, scope);
  const usesLoop = node.recursive || mentions(node.body, 'loop');
  const loop = usesLoop ? inner.declare('loop') : undefined;
  inner.declareTarget(node.target);
  inner.declareBody(node.body);
  const assign = compileTarget(node.target, inner);
  return { assign, body: compileBody(node.body, inner), loop, cost: 1 + node.body.length };
}

/**
 * Without `loop` nothing needs to know where it stands. Gives whether a round came to its end: as in Jinja, one that
 * a `break` or `continue` cuts short does not keep the `else` from running.
 */
function plain(frame: Frame, out: Output, source: Value, { assign, body, cost }: Rounds): boolean {
  if (Array.isArray(source)) {
    // By index, as Python does it, since the body may append.
    let any = false;
    for (let i = 0; i < source.length; i++) {
      spend(cost);
      const round = frame.inner();
      assign(round, source[i]!);
      const jump = body(round, out);
      if (jump === 1) break;
      any ||= jump === 0;
    }
    return any;
  }
  const items = iterator(source);
  let any = false;
  for (let item = items.next(); !item.done; item = items.next()) {
    spend(cost);
    const round = frame.inner();
    assign(round, item.value);
    const jump = body(round, out);
    if (jump === 1) break;
    any ||= jump === 0;
  }
  return any;
}

/** `for … if condition`: the items that pass it, one by one. */
function compileCondition(
  node: For,
  scope: Scope,
): ((frame: Frame, items: Value) => Generator<Value>) | undefined {
  if (node.condition === undefined) return undefined;
  const inner = new Scope(scope.source, scope);
  inner.declareTarget(node.target);
  const assign = compileTarget(node.target, inner);
  const condition = asExpression(compileExpression(node.condition, inner));
  return function* (frame, source) {
    const items = iterator(source);
    for (let item = items.next(); !item.done; item = items.next()) {
      spend(1);
      const round = frame.inner();
      assign(round, item.value);
      if (truthy(condition(round))) yield item.value;
    }
  };
}

/** How a loop stands. */
interface Rounding {
  readonly next: () => Value | undefined;
  readonly loop: Loop | undefined;
  any: boolean;
  /** The frame of the round under way. */
  round?: Frame;
}

function nextOf(items: Iterator<Value>): () => Value | undefined {
  return () => {
    const item = items.next();
    return item.done === true ? undefined : item.value;
  };
}

/** A loop from the round on that was suspended. Gives whether a round came to its end. */
function throughRounds(
  rounds: Rounds,
  begin: (frame: Frame) => Rounding,
  frame: Frame,
  out: Output,
  trail: Trail,
): boolean {
  const left = trail.taken<Rounding>(rounds);
  const state = left ?? begin(frame);
  let round = left?.round ?? nextRound(state, rounds, frame, trail);
  try {
    while (round !== undefined) {
      state.round = round;
      const jump = rounds.body(round, out);
      if (jump === 1) break;
      state.any ||= jump === 0;
      round = nextRound(state, rounds, frame, trail);
    }
    return state.any;
  } catch (thrown) {
    trail.leave(rounds, thrown, state);
    throw thrown;
  }
}

function nextRound(
  { next, loop }: Rounding,
  { assign, cost, loop: slot }: Rounds,
  frame: Frame,
  trail: Trail,
): Frame | undefined {
  // What goes through the items may be a generator, which ends with what it throws.
  const item = withoutAccount(trail, next);
  if (item === undefined) return undefined;
  spend(cost);
  const round = frame.inner();
  if (loop !== undefined) round.slots[slot!] = loop;
  withoutAccount(trail, () => assign(round, item));
  return round;
}

/** A rendering that is suspended in this cannot go on. */
function withoutAccount<T>(trail: Trail, work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof Suspended) trail.lose();
    throw thrown;
  }
}
