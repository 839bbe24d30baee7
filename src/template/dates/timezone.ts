import { valueError } from '../errors.ts';
import type { HashKey, PyObject, Value } from '../values/value.ts';
import { isoOffset } from './clock-time.ts';

/** A time zone: what its offset from UTC, in seconds, and its abbreviation are at a moment in seconds since 1970. */
export class PyTimezone implements PyObject {
  readonly typeName = 'timezone';
  readonly name: string;
  readonly #format: Intl.DateTimeFormat | undefined;
  readonly #fixed: number | undefined;

  private constructor(name: string, fixed: number | undefined) {
    this.name = name;
    this.#fixed = fixed;
    this.#format =
      fixed === undefined
        ? new Intl.DateTimeFormat('en-US', {
            timeZone: name,
            hourCycle: 'h23',
            year: 'numeric',
            month: 'numeric',
            day: 'numeric',
            hour: 'numeric',
            minute: 'numeric',
            second: 'numeric',
            timeZoneName: 'short',
          })
        : undefined;
  }

  static fixed(offset: number): PyTimezone {
    return offset === 0 ? utc : new PyTimezone(`UTC${isoOffset(offset)}`, offset);
  }

  static utc(): PyTimezone {
    return new PyTimezone('UTC', 0);
  }

  /** By its IANA name, such as Europe/Berlin. */
  static named(name: string): PyTimezone {
    if (/^(utc|gmt)$/i.test(name)) return utc;
    try {
      return new PyTimezone(name, undefined);
    } catch {
      throw valueError(
        `there is no time zone '${name}'`,
        'names are such as Europe/Berlin or America/New_York',
      );
    }
  }

  /** At a moment of UTC. */
  offsetAt(utcSeconds: number): number {
    if (this.#fixed !== undefined) return this.#fixed;
    const part = this.#parts(utcSeconds);
    const wall = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return Math.round(wall / 1000 - utcSeconds);
  }

  #parts(utcSeconds: number): (type: string) => number {
    const parts = this.#format!.formatToParts(utcSeconds * 1000);
    return (type) => Number(parts.find((part) => part.type === type)?.value);
  }

  abbreviationAt(utcSeconds: number): string {
    if (this.#fixed !== undefined) return this.name;
    return (
      this.#format!.formatToParts(utcSeconds * 1000).find((part) => part.type === 'timeZoneName')?.value ?? ''
    );
  }

  /** The offset that a wall clock shows at that wall time; the earlier one where the clock is set back. */
  offsetOfWall(wallSeconds: number): number {
    const guess = this.offsetAt(wallSeconds - this.offsetAt(wallSeconds));
    return this.offsetAt(wallSeconds - guess);
  }

  getAttr(name: string): Value | undefined {
    return name === 'zone' ? this.name : undefined;
  }

  hashKey(): HashKey {
    return `\0tz${this.name}`;
  }

  equals(other: Value): boolean {
    return other instanceof PyTimezone && other.name === this.name;
  }

  toText(): string {
    return this.name;
  }

  repr(): string {
    return this.#fixed === 0 ? '<UTC>' : `<timezone '${this.name}'>`;
  }
}

export const utc = PyTimezone.utc();
