// @ts-check

/** Days are counted from the first day of the data; times are seconds of a day. */
export const FIRST_DAY = '2024-01-01';
const DAY = 86_400_000;

/** @type {string[]} */
const two = Array.from({ length: 100 }, (_, n) => String(n).padStart(2, '0'));

/** Dates as text, counted from a first day. Each is computed once. */
export class Calendar {
  /** @type {Map<number, string>} */
  #known = new Map();
  #first;

  /** @param {string} first */
  constructor(first = FIRST_DAY) {
    this.#first = Date.parse(`${first}T00:00:00Z`);
  }

  /** 2024-01-31 @param {number} day @returns {string} */
  iso(day) {
    let text = this.#known.get(day);
    if (text === undefined) {
      text = new Date(this.#first + day * DAY).toISOString().slice(0, 10);
      this.#known.set(day, text);
    }
    return text;
  }

  /** 31/01/2024 @param {number} day */
  dayFirst(day) {
    const iso = this.iso(day);
    return `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
  }

  /** The day of a date. @param {string} iso */
  day(iso) {
    return Math.round((Date.parse(`${iso}T00:00:00Z`) - this.#first) / DAY);
  }

  /**
   * The same moment on a clock elsewhere: 2024-01-31T22:15:00-03:00.
   * @param {number} day @param {number} second @param {number} minutes the offset of that clock @param {string} [fraction]
   */
  zoned(day, second, minutes, fraction = '') {
    const local = second + minutes * 60;
    const shift = Math.floor(local / 86_400);
    const sign = minutes < 0 ? '-' : '+';
    const offset = Math.abs(minutes);
    const zone = `${sign}${two[Math.floor(offset / 60)]}:${two[offset % 60]}`;
    return `${this.iso(day + shift)}T${clock(local - shift * 86_400)}${fraction}${zone}`;
  }

  /** Unix time in seconds. @param {number} day @param {number} second */
  epoch(day, second) {
    return this.#first / 1000 + day * 86_400 + second;
  }

  /**
   * The same day of the month some months later, or that month's last day.
   * @param {number} day @param {number} months
   */
  plusMonths(day, months) {
    const [year = 0, month = 0, dom = 0] = this.iso(day).split('-').map(Number);
    const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
    return Math.round((Date.UTC(year, month - 1 + months, Math.min(dom, last)) - this.#first) / DAY);
  }
}

/** 22:15:00 @param {number} second */
export function clock(second) {
  const minute = Math.floor(second / 60);
  return `${two[Math.floor(minute / 60)]}:${two[minute % 60]}:${two[second % 60]}`;
}

/** Offsets of clocks in use, in minutes. */
export const ZONES = [-480, -180, 60, 330, 540];
