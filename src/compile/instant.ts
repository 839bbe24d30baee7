import { HostFunction, type PyObject, TemplateError, type Value } from '../template/index.ts';

/** A moment in UTC as templates see it: Python's aware datetime, as far as models need one. */
export class Instant implements PyObject {
  readonly typeName = 'datetime';
  readonly #date: Date;

  /** @param at epoch milliseconds */
  constructor(at: number) {
    this.#date = new Date(at);
  }

  /** Python's `str()` of an aware datetime. */
  toText(): string {
    const [day, time] = this.#date.toISOString().slice(0, -1).split('T');
    return `${day} ${time!.endsWith('.000') ? time!.slice(0, -4) : `${time}000`}+00:00`;
  }

  repr(): string {
    return `datetime(${this.toText()})`;
  }

  getAttr(name: string): Value | undefined {
    const date = this.#date;
    switch (name) {
      case 'year':
        return date.getUTCFullYear();
      case 'month':
        return date.getUTCMonth() + 1;
      case 'day':
        return date.getUTCDate();
      case 'hour':
        return date.getUTCHours();
      case 'minute':
        return date.getUTCMinutes();
      case 'second':
        return date.getUTCSeconds();
      case 'microsecond':
        return date.getUTCMilliseconds() * 1000;
      case 'date':
        return new HostFunction('date', () => date.toISOString().slice(0, 10));
      case 'timestamp':
        return new HostFunction('timestamp', () => Math.floor(date.getTime() / 1000));
      case 'isoformat':
        return new HostFunction('isoformat', () => this.toText().replace(' ', 'T'));
      case 'strftime':
        return new HostFunction('strftime', ([format]) => this.#format(String(format)));
      default:
        return undefined;
    }
  }

  attributeNames(): readonly string[] {
    return [
      'year',
      'month',
      'day',
      'hour',
      'minute',
      'second',
      'microsecond',
      'date',
      'timestamp',
      'isoformat',
      'strftime',
    ];
  }

  #format(format: string): string {
    const iso = this.#date.toISOString();
    const parts: Readonly<Record<string, string>> = {
      Y: iso.slice(0, 4),
      y: iso.slice(2, 4),
      m: iso.slice(5, 7),
      d: iso.slice(8, 10),
      H: iso.slice(11, 13),
      M: iso.slice(14, 16),
      S: iso.slice(17, 19),
      f: `${iso.slice(20, 23)}000`,
      F: iso.slice(0, 10),
      T: iso.slice(11, 19),
      z: '+0000',
      Z: 'UTC',
      '%': '%',
    };
    return format.replace(/%(.)/g, (_, letter: string) => {
      const part = parts[letter];
      if (part !== undefined) return part;
      throw new TemplateError(
        'A3004',
        `strftime() does not know %${letter} here`,
        `it knows ${Object.keys(parts)
          .map((key) => `%${key}`)
          .join(' ')}`,
      );
    });
  }
}
