import { asReal } from './number.ts';
import type { HashKey, PyObject, Value } from './value.ts';

/** Python's range: lazy, however long. */
export class PyRange implements PyObject {
  readonly typeName = 'range';
  readonly start: number;
  readonly stop: number;
  readonly step: number;

  constructor(start: number, stop: number, step: number) {
    this.start = start;
    this.stop = stop;
    this.step = step;
  }

  *iterate(): Generator<Value> {
    // By index and not by value, so that one loop serves both directions.
    const length = this.length();
    for (let index = 0; index < length; index++) yield this.start + index * this.step;
  }

  length(): number {
    return Math.max(0, Math.ceil((this.stop - this.start) / this.step));
  }

  truthy(): boolean {
    return this.length() > 0;
  }

  at(index: number): number | undefined {
    return index >= 0 && index < this.length() ? this.start + index * this.step : undefined;
  }

  contains(item: Value): boolean {
    const number = asReal(item);
    if (typeof number !== 'number' || !Number.isInteger(number)) return false;
    const index = (number - this.start) / this.step;
    return Number.isInteger(index) && index >= 0 && index < this.length();
  }

  equals(other: Value): boolean {
    return other instanceof PyRange && other.hashKey() === this.hashKey();
  }

  hashKey(): HashKey {
    const length = this.length();
    return `\0r${length}${length > 0 ? `,${this.start}` : ''}${length > 1 ? `,${this.step}` : ''}`;
  }

  repr(): string {
    const step = this.step === 1 ? '' : `, ${this.step}`;
    return `range(${this.start}, ${this.stop}${step})`;
  }

  toJs(): unknown {
    return [...this.iterate()];
  }
}
