import type { Target } from './ast.ts';
import { compileName } from './compile-expressions.ts';
import { located, runtimeError, valueError } from './errors.ts';
import type { Frame } from './frame.ts';
import type { Scope } from './scope.ts';
import { each } from './values/iterate.ts';
import { PyTuple } from './values/tuple.ts';
import { isObject, type Value } from './values/value.ts';

export type Assign = (frame: Frame, value: Value) => void;

/** Turns what stands left of `=` into a function that sets it. Its names are declared in the scope already. */
export function compileTarget(target: Target, scope: Scope): Assign {
  const { source } = scope;
  const { start, end } = target;
  if (target.kind === 'name') {
    const slot = scope.declare(target.name);
    return (frame, value) => {
      frame.slots[slot] = value;
    };
  }
  const assign = target.kind === 'tuple' ? unpacking(target.items, scope) : member(target, scope);
  return (frame, value) => {
    try {
      assign(frame, value);
    } catch (thrown) {
      throw located(thrown, source, start, end);
    }
  };
}

function unpacking(targets: readonly Target[], scope: Scope): Assign {
  const parts = targets.map((target) => compileTarget(target, scope));
  return (frame, value) => {
    const items = value instanceof PyTuple || Array.isArray(value) ? value : firstOf(value, parts.length + 1);
    const values = items instanceof PyTuple ? items.items : items;
    if (values.length > parts.length)
      throw valueError(`too many values to unpack (expected ${parts.length})`);
    if (values.length < parts.length)
      throw valueError(`not enough values to unpack (expected ${parts.length}, got ${values.length})`);
    for (let i = 0; i < parts.length; i++) parts[i]!(frame, values[i]!);
  };
}

function firstOf(value: Value, count: number): Value[] {
  const items: Value[] = [];
  for (const item of each(value)) if (items.push(item) === count) break;
  return items;
}

function member(target: Target & { kind: 'member' }, scope: Scope): Assign {
  const object = compileName(target.object, scope);
  return (frame, value) => {
    const owner = object(frame);
    if (!isObject(owner) || owner.setAttr === undefined)
      throw runtimeError(
        'cannot assign attribute on non-namespace object',
        `{% set ${target.object} = namespace() %} makes one that can`,
      );
    owner.setAttr(target.name, value);
  };
}
