import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** The file starts with a main header and two slots for headers of the database, which checkpoints write in turn. */
const slot = 4096;

interface Header {
  readonly bytes: Buffer;
  /** How many checkpoints there were, by the slots. */
  readonly counts: readonly [bigint, bigint];
}

/**
 * The file of an open database, beside DuckDB's own handle. It stays open as long as that one, since closing any
 * handle of a file ends the locks that the process has on it.
 *
 * DuckDB counts its checkpoints in the file's header, and whatever has been written is in the write-ahead log or
 * behind a checkpoint. So without a log, the count says whether anything was written since.
 */
export class DatabaseFile {
  readonly #path: string;
  readonly #handle: number;

  private constructor(path: string, handle: number) {
    this.#path = path;
    this.#handle = handle;
  }

  /** Undefined if the file cannot be read while DuckDB has it, as on Windows. */
  static open(path: string): DatabaseFile | undefined {
    try {
      return new DatabaseFile(path, openSync(path, 'r'));
    } catch {
      return undefined;
    }
  }

  /** The file's mark as it is now; undefined if it is too young for one, or changes are in the log. */
  mark(): string | undefined {
    const header = this.#header();
    if (header === undefined || this.#hasLog()) return undefined;
    const [first, second] = header.counts;
    return first > second
      ? this.#mark(header, first, 2)
      : second > first
        ? this.#mark(header, second, 1)
        : undefined;
  }

  /** What the mark will be after the next checkpoint, which leaves the newer slot and writes the other one. */
  nextMark(): string | undefined {
    const header = this.#header();
    if (header === undefined) return undefined;
    const [first, second] = header.counts;
    return first > second ? this.#mark(header, first + 1n, 1) : this.#mark(header, second + 1n, 2);
  }

  close(): void {
    closeSync(this.#handle);
  }

  #header(): Header | undefined {
    const bytes = this.#read(0, 3 * slot);
    if (bytes === undefined) return undefined;
    const encrypted = (bytes[20] ?? 0) & 1;
    if (bytes.toString('latin1', 8, 12) !== 'DUCK' || encrypted === 1) return undefined;
    return { bytes, counts: [bytes.readBigUInt64LE(slot + 8), bytes.readBigUInt64LE(2 * slot + 8)] };
  }

  /**
   * The count, and a digest of what a checkpoint leaves alone: the main header, the slot that it does not write, and
   * the catalog of the state before, which that slot points at. A logical copy of the database, as COPY FROM DATABASE
   * makes one, takes the record of the mark along, but not that.
   */
  #mark({ bytes }: Header, count: bigint, older: 1 | 2): string | undefined {
    const main = bytes.subarray(0, slot);
    const before = bytes.subarray(older * slot, (older + 1) * slot);
    // Nothing lies before the first checkpoint.
    if (before.readBigUInt64LE(8) === 0n) return undefined;
    const catalog = this.#catalog(before);
    if (catalog === undefined) return undefined;
    const digest = createHash('sha256').update(main).update(before).update(catalog).digest('hex');
    return `${count}-${digest.slice(0, 16)}`;
  }

  /** The first piece of the catalog; the pointer has the block in 56 bits and the piece of it, of 64, in 8. */
  #catalog(header: Buffer): Buffer | undefined {
    const block = header.readUIntLE(16, 6);
    const piece = header.readUInt8(23);
    const blockSize = header.readUInt32LE(40);
    const size = Math.floor((blockSize - 8) / 64 / 8) * 8;
    return this.#read(3 * slot + block * blockSize + 8 + piece * size, size);
  }

  #read(position: number, length: number): Buffer | undefined {
    const bytes = Buffer.alloc(length);
    try {
      return readSync(this.#handle, bytes, 0, length, position) === length ? bytes : undefined;
    } catch {
      return undefined;
    }
  }

  #hasLog(): boolean {
    return ['.wal', '.wal.checkpoint', '.wal.recovery'].some(
      (suffix) => (statSync(this.#path + suffix, { throwIfNoEntry: false })?.size ?? 0) > 0,
    );
  }
}
