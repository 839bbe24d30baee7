// @ts-check

/** Numbers that look random, the same for the same seed: mulberry32, restarted for each record. */
export class Random {
  #seed;
  #state = 0;

  /** @param {number} seed */
  constructor(seed) {
    this.#seed = mix(seed >>> 0);
  }

  /**
   * Starts the numbers of one record, so that a record depends on its id only and can be made again later.
   * @param {number} stream which kind of record
   * @param {number} id
   */
  at(stream, id) {
    this.#state = mix(mix(this.#seed ^ Math.imul(stream + 1, 0x9e3779b1)) ^ id);
    return this;
  }

  /** At least 0, below 1. */
  next() {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  }

  /**
   * A whole number from low to high, both included.
   * @param {number} low @param {number} high
   */
  int(low, high) {
    return low + Math.floor(this.next() * (high - low + 1));
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /** @template T @param {readonly T[]} list @returns {T} */
  pick(list) {
    return /** @type {T} */ (list[Math.floor(this.next() * list.length)]);
  }
}

/** @param {number} n */
function mix(n) {
  n = Math.imul(n ^ (n >>> 16), 0x85ebca6b);
  n = Math.imul(n ^ (n >>> 13), 0xc2b2ae35);
  return (n ^ (n >>> 16)) >>> 0;
}
