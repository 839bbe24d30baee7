// @ts-check

/** What is wrong with the data, counted as it is made: by source and kind. A record has one kind at most. */
export class Dirt {
  /** @type {Record<string, number>} */
  lines = {};
  /** @type {Record<string, Record<string, number>>} */
  made = {};
  #rate;

  /** @param {number} rate the share of records that are dirty, 0 to 1 */
  constructor(rate) {
    this.#rate = rate;
  }

  /**
   * Which dirt the next record gets, if any. It is counted only when it is made.
   * @param {import('./random.mjs').Random} random @param {readonly string[]} kinds
   */
  draw(random, kinds) {
    return random.next() < this.#rate ? random.pick(kinds) : '';
  }

  /** @param {string} source @param {string} kind */
  count(source, kind) {
    if (!kind) return;
    this.made[source] ??= {};
    const counts = this.made[source];
    counts[kind] = (counts[kind] ?? 0) + 1;
  }

  /** @param {string} source */
  line(source) {
    this.lines[source] = (this.lines[source] ?? 0) + 1;
  }

  /** The two tallies, by name. */
  report() {
    return {
      lines: sorted(this.lines),
      dirt: Object.fromEntries(
        Object.entries(sorted(this.made)).map(([source, kinds]) => [source, sorted(kinds)]),
      ),
    };
  }
}

/** @template T @param {Record<string, T>} record @returns {Record<string, T>} */
function sorted(record) {
  return Object.fromEntries(Object.entries(record).sort(([a], [b]) => (a < b ? -1 : 1)));
}
