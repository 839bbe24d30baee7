import { PyDict, type Value } from '../../template/index.ts';

/** A list as it was, and the copy of it that is shown. */
interface ListCopy {
  readonly original: Value[];
  readonly before: readonly Value[];
}

/**
 * A copy of a dict that others change too. It stays as it is while they do, is changed by itself, and in the end writes
 * into the dict what was changed in it, however deep. What is in it is copied only when it is looked at.
 */
export class Overlay extends PyDict {
  readonly #base: PyDict;
  readonly #before: PyDict;
  readonly #isCopied: (key: Value) => boolean;
  readonly #lists = new Map<Value, ListCopy>();

  /** @param isCopied whether the value of a key is copied too; what is not is never changed by anyone */
  constructor(base: PyDict, isCopied: (key: Value) => boolean = () => true) {
    super(PyDict.prototype.pairs.call(base));
    this.#base = base;
    this.#before = new PyDict(super.pairs());
    this.#isCopied = isCopied;
  }

  override get(key: Value): Value | undefined {
    const value = super.get(key);
    return value === undefined ? undefined : this.#own(key, value);
  }

  override *values(): Generator<Value> {
    for (const [, value] of this.pairs()) yield value;
  }

  override *pairs(): Generator<[Value, Value]> {
    for (const [key, value] of super.pairs()) yield [key, this.#own(key, value)];
  }

  /** Writes what was changed. */
  commit(): void {
    for (const key of this.#before.keys()) if (!this.has(key)) this.#base.delete(key);
    for (const [key, value] of super.pairs()) {
      if (value instanceof Overlay && value.#base === this.#base.get(key)) value.commit();
      else if (this.#lists.has(value)) this.#commitList(key, value as Value[]);
      else if (value !== this.#before.get(key)) this.#base.set(key, value);
    }
  }

  /** The value as this dict has it for itself. */
  #own(key: Value, value: Value): Value {
    const shared = value === this.#before.get(key) && this.#isCopied(key);
    if (!shared || !(value instanceof PyDict || Array.isArray(value))) return value;
    const base = this.#base.get(key) ?? value;
    const copy = Array.isArray(base) ? this.#copyOf(base) : base instanceof PyDict ? new Overlay(base) : base;
    super.set(key, copy);
    return copy;
  }

  #copyOf(original: Value[]): Value[] {
    const copy = original.map((item) => (item instanceof PyDict ? new Overlay(item) : item));
    this.#lists.set(copy, { original, before: [...copy] });
    return copy;
  }

  #commitList(key: Value, copy: Value[]): void {
    const { original, before } = this.#lists.get(copy)!;
    if (copy.length < before.length || before.some((item, index) => copy[index] !== item)) {
      this.#base.set(key, copy);
      return;
    }
    for (const item of before) if (item instanceof Overlay) item.commit();
    original.push(...copy.slice(before.length));
  }
}
