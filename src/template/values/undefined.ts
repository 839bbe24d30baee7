import { TemplateError } from '../errors.ts';
import { run, type UndefinedPolicy } from '../run.ts';
import { quoted, repr } from './repr.ts';
import { typeName } from './type-name.ts';
import type { BinaryOperator, HashKey, OrderOperator, PyObject, Value } from './value.ts';

/** A missing name, attribute or item. How it behaves is the policy of the rendering it arose in. */
export class Undefined implements PyObject {
  readonly typeName = 'Undefined';
  readonly policy: UndefinedPolicy;
  readonly #name: Value;
  readonly #owner: Value | undefined;
  readonly #message: string | undefined;
  readonly #suggest: ((member: boolean) => string | undefined) | undefined;

  /**
   * `owner` is what lacked the name; `suggest` gives a "did you mean", asked for only when it is an error, with whether
   * something of the value was wanted.
   */
  constructor(
    name: Value,
    owner?: Value,
    suggest?: (member: boolean) => string | undefined,
    message?: string,
    policy: UndefinedPolicy = run().policy,
  ) {
    this.policy = policy;
    this.#name = name;
    this.#owner = owner;
    this.#suggest = suggest;
    this.#message = message;
  }

  fail(member = false): never {
    throw new TemplateError('A3002', this.message(), this.#suggest?.(member));
  }

  message(): string {
    if (this.#message !== undefined) return this.#message;
    const name = this.#name;
    if (this.#owner === undefined) return `${repr(name)} is undefined`;
    const owner = this.#owner === null ? 'None' : `${typeName(this.#owner)} object`;
    if (typeof name !== 'string') return `${owner} has no element ${repr(name)}`;
    return `${quoted(owner)} has no attribute ${quoted(name)}`;
  }

  getAttr(): Value {
    return this.policy === 'lenient' ? this : this.fail(true);
  }

  getItem(): Value {
    return this.policy === 'lenient' ? this : this.fail();
  }

  call(): Value {
    return this.policy === 'lenient' ? this : this.fail();
  }

  iterate(): Iterator<Value> {
    if (this.policy === 'strict') this.fail();
    return [][Symbol.iterator]();
  }

  length(): number {
    if (this.policy === 'strict') this.fail();
    return 0;
  }

  contains(): boolean {
    if (this.policy === 'strict') this.fail();
    return false;
  }

  truthy(): boolean {
    if (this.policy === 'strict') this.fail();
    return false;
  }

  equals(other: Value): boolean {
    if (this.policy === 'strict') this.fail();
    return other instanceof Undefined;
  }

  order(_operator: OrderOperator, _other: Value): boolean | undefined {
    return this.fail();
  }

  binary(_operator: BinaryOperator, _other: Value, _reflected: boolean): Value | undefined {
    return this.fail();
  }

  negate(): Value {
    return this.fail();
  }

  hashKey(): HashKey {
    if (this.policy === 'strict') this.fail();
    return '\0u';
  }

  toText(): string {
    if (this.policy === 'strict') this.fail();
    return '';
  }

  repr(): string {
    return 'Undefined';
  }

  toJs(): null {
    return null;
  }
}
