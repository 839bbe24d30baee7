// @ts-check
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

const BUFFER = 128 * 1024;

/** Writes lines to a file. A write waits for the disk, so memory holds one buffer however long the file. */
export class LineFile {
  #fd;
  #text = '';

  /** @param {string} path @param {string} [header] */
  constructor(path, header) {
    mkdirSync(dirname(path), { recursive: true });
    this.#fd = openSync(path, 'w');
    if (header) this.line(header);
  }

  /** @param {string} line */
  line(line) {
    this.#text += line + '\n';
    if (this.#text.length >= BUFFER) this.#flush();
  }

  close() {
    this.#flush();
    closeSync(this.#fd);
  }

  #flush() {
    const bytes = Buffer.from(this.#text);
    for (let at = 0; at < bytes.length; ) at += writeSync(this.#fd, bytes, at);
    this.#text = '';
  }
}

/** One file a day. Only the days from `start` on are open: what was written before is closed for good. */
export class DayFiles {
  /** @type {Map<number, LineFile>} */
  #open = new Map();
  #path;
  #header;
  #only;

  /** @param {(day: number) => string} path @param {string} [header] @param {number} [only] write no day but this one */
  constructor(path, header, only) {
    this.#path = path;
    this.#header = header;
    this.#only = only;
  }

  /** @param {number} day closes the files of the days before, and makes sure that this one exists */
  start(day) {
    for (const [other, file] of this.#open) {
      if (other >= day) continue;
      file.close();
      this.#open.delete(other);
    }
    if (day < Infinity) this.#file(day);
  }

  /** @param {number} day @param {string} line */
  line(day, line) {
    this.#file(day)?.line(line);
  }

  close() {
    this.start(Infinity);
  }

  /** @param {number} day */
  #file(day) {
    if (this.#only !== undefined && this.#only !== day) return undefined;
    let file = this.#open.get(day);
    if (!file) {
      file = new LineFile(this.#path(day), this.#header);
      this.#open.set(day, file);
    }
    return file;
  }
}

/** @param {string} value a field of a CSV line, quoted where it must be */
export function csvField(value) {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}
