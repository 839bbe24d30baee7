import type { HashKey, PyObject } from './value.ts';

/** Python's float, boxed so that 3.0 stays apart from 3. */
export class PyFloat implements PyObject {
  readonly typeName = 'float';
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }

  truthy(): boolean {
    return this.value !== 0;
  }

  repr(): string {
    return floatRepr(this.value);
  }

  hashKey(): HashKey {
    if (Number.isNaN(this.value)) return this;
    if (Number.isInteger(this.value) && !Number.isSafeInteger(this.value)) return BigInt(this.value);
    return this.value === 0 ? 0 : this.value;
  }

  toJs(): number {
    return this.value;
  }
}

/** Python's `repr(float)`: the shortest digits that read back, with an exponent below 1e-4 and from 1e16 on. */
export function floatRepr(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const plain = String(value);
  const magnitude = Math.abs(value);
  if (magnitude >= 1e-4 && magnitude < 1e16) return Number.isInteger(value) ? `${plain}.0` : plain;
  if (value === 0) return Object.is(value, -0) ? '-0.0' : '0.0';
  const [digits = '', exponent = ''] = value.toExponential().split('e');
  return `${digits}e${exponentText(Number(exponent))}`;
}

/** An exponent as Python prints it: signed, at least two digits. */
export function exponentText(exponent: number): string {
  const sign = exponent < 0 ? '-' : '+';
  return sign + String(Math.abs(exponent)).padStart(2, '0');
}
