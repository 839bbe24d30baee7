import { closeSync, openSync, readFileSync, readSync } from 'node:fs';

/** Longer than most files. */
const shared = Buffer.allocUnsafeSlow(1 << 16);

/**
 * The bytes of a file, which hold until the next call: hundreds of small files are read into the same memory, without asking
 * first how long each is.
 */
export function readBytes(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    let length = 0;
    while (length < shared.length) {
      const more = readSync(file, shared, length, shared.length - length, null);
      if (more === 0) return shared.subarray(0, length);
      length += more;
    }
    return Buffer.concat([shared, readFileSync(file)]);
  } finally {
    closeSync(file);
  }
}
