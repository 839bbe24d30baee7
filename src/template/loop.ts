import { runtimeError, typeError } from './errors.ts';
import { spend } from './run.ts';
import { equals } from './values/equality.ts';
import { lengthOf } from './values/iterate.ts';
import { Undefined } from './values/undefined.ts';
import { given, HostFunction, isObject, type Kwargs, type PyObject, type Value } from './values/value.ts';

/** Jinja's `loop`: looks at most one item ahead, and counts the rest only when asked how many there are. */
export class Loop implements PyObject {
  readonly typeName = 'LoopContext';
  readonly #items: Iterator<Value>;
  readonly #source: Value;
  readonly #depth: number;
  readonly #recurse: ((items: Value, depth: number) => Value) | undefined;
  #ahead: Value[] = [];
  #previous: Value | undefined;
  #current: Value | undefined;
  #index = -1;
  #length: number | undefined;
  #changed: Value[] | undefined;

  /** `source` is what is gone through, to ask its length; undefined where a condition leaves some out. */
  constructor(
    items: Iterator<Value>,
    source: Value,
    depth: number,
    recurse?: (items: Value, depth: number) => Value,
  ) {
    this.#items = items;
    this.#source = source;
    this.#depth = depth;
    this.#recurse = recurse;
  }

  /** The next item, or undefined at the end. */
  next(): Value | undefined {
    const item = this.#ahead.length > 0 ? this.#ahead.shift() : this.#pull();
    if (item === undefined) return undefined;
    this.#index++;
    this.#previous = this.#current;
    this.#current = item;
    return item;
  }

  #pull(): Value | undefined {
    const step = this.#items.next();
    return step.done ? undefined : step.value;
  }

  #peek(): Value | undefined {
    if (this.#ahead.length === 0) {
      const item = this.#pull();
      if (item !== undefined) this.#ahead.push(item);
    }
    return this.#ahead[0];
  }

  length(): number {
    if (this.#length === undefined) {
      const source = this.#source;
      const sized =
        Array.isArray(source) ||
        typeof source === 'string' ||
        (isObject(source) && source.length !== undefined);
      this.#length = sized ? lengthOf(source) : this.#countRest();
    }
    return this.#length;
  }

  #countRest(): number {
    for (let item = this.#pull(); item !== undefined; item = this.#pull()) {
      spend(1);
      this.#ahead.push(item);
    }
    return this.#index + 1 + this.#ahead.length;
  }

  getAttr(name: string): Value | undefined {
    switch (name) {
      case 'index':
        return this.#index + 1;
      case 'index0':
        return this.#index;
      case 'revindex':
        return this.length() - this.#index;
      case 'revindex0':
        return this.length() - this.#index - 1;
      case 'first':
        return this.#index === 0;
      case 'last':
        return this.#peek() === undefined;
      case 'length':
        return this.length();
      case 'depth':
        return this.#depth + 1;
      case 'depth0':
        return this.#depth;
      case 'previtem':
        return this.#index === 0
          ? new Undefined(null, undefined, undefined, 'there is no previous item')
          : this.#previous;
      case 'nextitem':
        return given(this.#peek(), new Undefined(null, undefined, undefined, 'there is no next item'));
      case 'cycle':
        return new HostFunction('cycle', (args) => this.#cycle(args));
      case 'changed':
        return new HostFunction('changed', (args) => this.#hasChanged(args));
      default:
        return undefined;
    }
  }

  #cycle(args: readonly Value[]): Value {
    const item = args[this.#index % args.length];
    if (item === undefined) throw typeError('no items for cycling given');
    return item;
  }

  #hasChanged(args: readonly Value[]): boolean {
    const before = this.#changed;
    this.#changed = [...args];
    return before === undefined || !equals(before, this.#changed);
  }

  call(args: readonly Value[], _kwargs: Kwargs): Value {
    if (this.#recurse === undefined)
      throw typeError(
        "The loop must have the 'recursive' marker to be called recursively.",
        '{% for item in items recursive %}',
      );
    const [items] = args;
    if (items === undefined) throw runtimeError('loop() takes the items to go through');
    return this.#recurse(items, this.#depth + 1);
  }

  repr(): string {
    return `<LoopContext ${this.#index + 1}/${this.length()}>`;
  }

  *attributeNames(): Generator<string> {
    yield* ['index', 'index0', 'revindex', 'revindex0', 'first', 'last', 'length', 'depth', 'depth0'];
    yield* ['previtem', 'nextitem', 'cycle', 'changed'];
  }
}
