/**
 * What a template computes with. Python's None, bool, int, str and list are JavaScript's own null, boolean, number
 * (bigint past 2^53), string and array; everything else, float among it, is an object that says how it behaves.
 */
export type Value = null | boolean | number | bigint | string | Value[] | PyObject;

/** Named arguments, in the order of the call. */
export type Kwargs = ReadonlyMap<string, Value>;

export const noKwargs: Kwargs = new Map();

export type OrderOperator = '<' | '<=' | '>' | '>=';
export type BinaryOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';

/** What identifies a dictionary key: equal Python values have the same one. */
export type HashKey = string | number | bigint | boolean | null | object;

/**
 * An object in a template. A host (a relation, `target`) implements what it needs of it; what is missing behaves as on
 * a Python object without that method: no call, no items, true, equal to itself only.
 */
export interface PyObject {
  /** Python's name of the type, for messages: `'Relation' object is not callable`. */
  readonly typeName: string;
  /** `object.name`; undefined when there is no such attribute. */
  getAttr?(name: string): Value | undefined;
  /** `object[key]`; undefined when there is none. */
  getItem?(key: Value): Value | undefined;
  /** `{% set object.name = value %}`; only namespaces have it. */
  setAttr?(name: string, value: Value): void;
  call?(args: readonly Value[], kwargs: Kwargs): Value;
  /** Whether a call of it that was suspended goes on when it is called again: see `Trail`. */
  readonly goesOn?: boolean;
  iterate?(): Iterator<Value>;
  /** Whether it is a Mapping to Python though it is no dict: the test `mapping` holds for it. */
  readonly isMapping?: boolean;
  /** What a slice of it is taken of; the slice is a tuple. */
  sequence?(): readonly Value[];
  length?(): number;
  contains?(item: Value): boolean;
  truthy?(): boolean;
  equals?(other: Value): boolean;
  /** Undefined when the two cannot be ordered, which is a TypeError. */
  order?(operator: OrderOperator, other: Value): boolean | undefined;
  /** `this operator other`, or with `reflected` `other operator this`; undefined when not supported. */
  binary?(operator: BinaryOperator, other: Value, reflected: boolean): Value | undefined;
  negate?(): Value;
  /** Undefined for an unhashable object; without the method an object is its own key. */
  hashKey?(): HashKey | undefined;
  /** Python's `str()`; `repr` when missing. */
  toText?(): string;
  /** Python's `repr()`. */
  repr?(): string;
  /** `format(object, spec)`. */
  format?(spec: string): string;
  /** What `toJs` gives for it. */
  toJs?(): unknown;
  /** Names that a "did you mean" may offer. */
  attributeNames?(): Iterable<string>;
}

/** A function given by the host or built in. */
export class HostFunction implements PyObject {
  readonly typeName = 'function';
  readonly name: string;
  readonly #run: (args: readonly Value[], kwargs: Kwargs) => Value;

  constructor(name: string, run: (args: readonly Value[], kwargs: Kwargs) => Value) {
    this.name = name;
    this.#run = run;
  }

  call(args: readonly Value[], kwargs: Kwargs): Value {
    return this.#run(args, kwargs);
  }

  repr(): string {
    return `<function ${this.name}>`;
  }
}

/** The value, or the fallback where there is none. Not `??`, which would take None for nothing. */
export const given = (value: Value | undefined, fallback: Value): Value =>
  value === undefined ? fallback : value;

export const isObject = (value: Value | undefined): value is PyObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
