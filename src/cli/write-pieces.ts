import { closeSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** In characters: as much as is put together before it is written. */
const atOnce = 1 << 20;

/** Writes a file that may be too long to be held as a whole. */
export function writePieces(path: string, pieces: Iterable<string>): void {
  let file: number | undefined;
  try {
    file = opened(path);
    let text = '';
    for (const piece of pieces) {
      text += piece;
      if (text.length < atOnce) continue;
      writeFileSync(file, text);
      text = '';
    }
    writeFileSync(file, text);
  } catch (thrown) {
    // What the system says of a full disk names no file.
    throw (thrown as NodeJS.ErrnoException).code === undefined
      ? thrown
      : Object.assign(thrown as Error, { path });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** The file, made with its folder if that is not there. */
function opened(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (thrown) {
    if (!['ENOENT', 'ENOTDIR'].includes((thrown as NodeJS.ErrnoException).code ?? '')) throw thrown;
    mkdirSync(dirname(path), { recursive: true });
    return openSync(path, 'w');
  }
}
