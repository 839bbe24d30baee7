import type { Writable } from '../base/index.ts';
import type { Arguments, Expression, Parameter, Span, Statement, Target } from './ast.ts';
import { literalOf } from './literal.ts';
import { type NotLiteral, notLiteral, type StaticCall } from './template.ts';
import type { Value } from './values/value.ts';

/** The names that blocks around have set so far. */
interface Bound {
  names?: Set<string>;
  readonly around: Bound | undefined;
  readonly isMacro: boolean;
}

/** What the body of every macro sees. */
const inMacros: ReadonlySet<string> = new Set(['varargs', 'kwargs', 'caller']);

/** Goes through a template once and notes its calls and the names that come from outside. */
export class Analysis {
  readonly calls: StaticCall[] = [];
  readonly names = new Set<string>();
  readonly objects = new Set<string>();
  /** Names of which something is read that is not called at once: they themselves, an attribute or an item. */
  readonly values = new Set<string>();
  #bound: Bound = { around: undefined, isMacro: false };
  #conditional = 0;
  #inside: string | undefined;

  constructor(body: readonly Statement[]) {
    this.#statements(body);
    if (this.calls.some((call, index) => index > 0 && inOrder(this.calls[index - 1]!, call) > 0))
      this.calls.sort(inOrder);
  }

  #statements(body: readonly Statement[]): void {
    for (const statement of body) this.#statement(statement);
  }

  #statement(node: Statement): void {
    switch (node.kind) {
      case 'text':
      case 'break':
      case 'continue':
        return;
      case 'print':
      case 'do':
        this.#expression(node.value);
        return;
      case 'set':
        this.#expression(node.value);
        this.#bind(node.target);
        return;
      case 'set block':
        this.#enter();
        this.#statements(node.body);
        this.#expression(node.filter);
        this.#leave();
        this.#bind(node.target);
        return;
      case 'if':
        this.#conditional++;
        for (const { condition, body } of node.branches) {
          this.#expression(condition);
          this.#statements(body);
        }
        this.#statements(node.otherwise);
        this.#conditional--;
        return;
      case 'for':
        this.#for(node);
        return;
      case 'with':
        for (const { value } of node.bindings) this.#expression(value);
        this.#enter();
        for (const { target } of node.bindings) this.#bind(target);
        this.#statements(node.body);
        this.#leave();
        return;
      case 'filter block':
        this.#enter();
        this.#statements(node.body);
        this.#expression(node.filter);
        this.#leave();
        return;
      case 'call block':
        this.#expression(node.call);
        this.#macro(node.params, node.body);
        return;
      case 'definition': {
        const before = this.#inside;
        if (node.definition === 'macro') this.#name(node.name);
        this.#inside ??= node.name;
        this.#macro(node.params, node.body);
        this.#inside = before;
      }
    }
  }

  #for(node: Statement & { kind: 'for' }): void {
    this.#expression(node.items);
    this.#enter();
    this.#bind(node.target);
    this.#expression(node.condition);
    this.#name('loop');
    this.#statements(node.body);
    this.#leave();
    this.#enter();
    this.#statements(node.otherwise);
    this.#leave();
  }

  #macro(params: readonly Parameter[], body: readonly Statement[]): void {
    this.#enter();
    for (const param of params) {
      this.#expression(param.default);
      this.#name(param.name);
    }
    this.#enter(true);
    this.#statements(body);
    this.#leave();
    this.#leave();
  }

  /** Goes into a block that may not be gone through, and keeps what it sets. */
  #enter(isMacro = false): void {
    this.#bound = { around: this.#bound, isMacro };
    this.#conditional++;
  }

  #leave(): void {
    this.#bound = this.#bound.around!;
    this.#conditional--;
  }

  #name(name: string): void {
    this.#bound.names ??= new Set();
    this.#bound.names.add(name);
  }

  #bind(target: Target): void {
    if (target.kind === 'name') this.#name(target.name);
    else if (target.kind === 'tuple') for (const item of target.items) this.#bind(item);
    else this.#read(target.object);
  }

  /** Whether the name comes from outside. */
  #read(name: string): boolean {
    if (this.#isBound(name)) return false;
    this.names.add(name);
    return true;
  }

  #isBound(name: string): boolean {
    for (let bound: Bound | undefined = this.#bound; bound !== undefined; bound = bound.around)
      if (bound.names?.has(name) === true || (bound.isMacro && inMacros.has(name))) return true;
    return false;
  }

  /** What a member is read of. */
  #object(node: Expression): void {
    if (node.kind === 'name' && !this.#isBound(node.name)) this.objects.add(node.name);
    this.#owner(node);
  }

  /** What is called, or has what is called. */
  #owner(node: Expression): void {
    if (node.kind === 'name') this.#read(node.name);
    else if (node.kind === 'attribute') this.#object(node.object);
    else this.#expression(node);
  }

  #value(node: Expression): void {
    if (node.kind === 'name' && !this.#isBound(node.name)) this.values.add(node.name);
    else if (node.kind === 'attribute' || node.kind === 'item') this.#value(node.object);
  }

  #expression(node: Expression | undefined): void {
    if (node === undefined) return;
    switch (node.kind) {
      case 'literal':
        return;
      case 'name':
        if (this.#read(node.name)) this.values.add(node.name);
        return;
      case 'list':
      case 'tuple':
      case 'concat':
        for (const item of node.items) this.#expression(item);
        return;
      case 'dict':
        for (const { key, value } of node.pairs) {
          this.#expression(key);
          this.#expression(value);
        }
        return;
      case 'attribute':
        this.#object(node.object);
        this.#value(node);
        return;
      case 'item':
        this.#object(node.object);
        this.#value(node);
        this.#expression(node.key);
        return;
      case 'slice':
        for (const bound of [node.from, node.to, node.step]) this.#expression(bound);
        return;
      case 'call':
        this.#call(node);
        this.#owner(node.callee);
        this.#arguments(node.args);
        return;
      case 'filter':
      case 'test':
        this.#expression(node.input);
        this.#arguments(node.args);
        return;
      case 'negative':
      case 'positive':
      case 'not':
        this.#expression(node.operand);
        return;
      case 'arithmetic':
        this.#expression(node.left);
        this.#expression(node.right);
        return;
      case 'and':
      case 'or':
        this.#expression(node.left);
        this.#conditional++;
        this.#expression(node.right);
        this.#conditional--;
        return;
      case 'compare':
        this.#expression(node.first);
        for (const { operand } of node.rest) this.#expression(operand);
        return;
      case 'choice':
        this.#expression(node.condition);
        this.#conditional++;
        this.#expression(node.chosen);
        this.#expression(node.otherwise);
        this.#conditional--;
    }
  }

  #arguments(args: Arguments | undefined): void {
    if (args === undefined) return;
    for (const item of args.positional) this.#expression(item);
    for (const { value } of args.named) this.#expression(value);
    this.#expression(args.spread);
    this.#expression(args.namedSpread);
  }

  #call({ callee, args, start, end }: Expression & { kind: 'call' }): void {
    const name = dotted(callee);
    if (name === undefined) return;
    const kwargs: Record<string, Value | NotLiteral> = {};
    const kwargRanges: Record<string, Span> = {};
    for (const { name: key, value } of args.named) {
      kwargs[key] = literalOrNot(value);
      kwargRanges[key] = { start: value.start, end: value.end };
    }
    const found: Writable<StaticCall> = {
      name,
      args: args.positional.map(literalOrNot),
      kwargs,
      spread: args.spread !== undefined || args.namedSpread !== undefined,
      start,
      end,
      argRanges: args.positional.map((item) => ({ start: item.start, end: item.end })),
      kwargRanges,
      conditional: this.#conditional > 0,
    };
    if (this.#inside !== undefined) found.inside = this.#inside;
    this.calls.push(found);
  }
}

/** As they stand in the template, what is outside before what is in it. */
const inOrder = (a: Span, b: Span): number => a.start - b.start || b.end - a.end;

function literalOrNot(node: Expression): Value | NotLiteral {
  const value = literalOf(node);
  return value === undefined ? notLiteral : value;
}

/** `name` or `name.other`; undefined for what is called by other means. */
function dotted(node: Expression): string | undefined {
  if (node.kind === 'name') return node.name;
  if (node.kind !== 'attribute') return undefined;
  const object = dotted(node.object);
  return object === undefined ? undefined : `${object}.${node.name}`;
}
