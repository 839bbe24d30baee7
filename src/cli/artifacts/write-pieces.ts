import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { NodePiece } from '../../report/index.ts';
import type { ManifestTexts } from './manifest-texts.ts';

/** In characters: as much is put together before it is written. */
const atOnce = 1 << 20;

/** Writes a file that may be too long to be held as a whole, with the texts of nodes that are known as they are. */
export function writePieces(
  path: string,
  pieces: Iterable<string | NodePiece>,
  texts: Pick<ManifestTexts, 'of' | 'file' | 'wrote'>,
): void {
  let file: number | undefined;
  try {
    file = opened(path);
    const writer = new Writer(file);
    for (const piece of pieces) {
      if (typeof piece === 'string') {
        writer.text(piece);
        continue;
      }
      const start = writer.at;
      if (piece.text === undefined) writer.bytes(texts.file, texts.of(piece.node)!);
      else writer.text(piece.text);
      texts.wrote(piece.node, start, writer.at);
    }
    writer.flush();
  } catch (thrown) {
    // What the system says of a full disk names no file.
    throw (thrown as NodeJS.ErrnoException).code === undefined
      ? thrown
      : Object.assign(thrown as Error, { path });
  } finally {
    if (file !== undefined) closeSync(file);
  }
}

/** Puts texts together, and pieces of another file that follow each other there as well. */
class Writer {
  /** In bytes: how much there is so far. */
  at = 0;
  readonly #file: number;
  #text = '';
  #run: { readonly from: Buffer; readonly start: number; end: number } | undefined;

  constructor(file: number) {
    this.#file = file;
  }

  text(text: string): void {
    this.at += Buffer.byteLength(text);
    this.#text += text;
    if (this.#text.length >= atOnce) this.flush();
  }

  bytes(from: Buffer, [start, end]: readonly [number, number]): void {
    this.at += end - start;
    const run = this.#run;
    // What stands between is there too.
    if (run?.from === from && this.#text === ',' && start === run.end + 1) {
      run.end = end;
      this.#text = '';
      return;
    }
    this.flush();
    this.#run = { from, start, end };
  }

  flush(): void {
    if (this.#run !== undefined) this.#write(this.#run.from.subarray(this.#run.start, this.#run.end));
    this.#run = undefined;
    if (this.#text !== '') this.#write(Buffer.from(this.#text));
    this.#text = '';
  }

  #write(bytes: Buffer): void {
    for (let done = 0; done < bytes.length; ) done += writeSync(this.#file, bytes, done);
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
