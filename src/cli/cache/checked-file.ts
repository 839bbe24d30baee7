import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { sha256 } from '../../base/index.ts';

/** A text whose first line is the hash of the rest, so that what is damaged is as if it were not there. */
export function readChecked(path: string): string | undefined {
  try {
    const text = readFileSync(path, 'utf8');
    const end = text.indexOf('\n');
    const rest = text.slice(end + 1);
    return text.slice(0, end) === sha256(rest) ? rest : undefined;
  } catch {
    return undefined;
  }
}

export const writeChecked = (path: string, text: string): void =>
  writeQuietly(path, `${sha256(text)}\n${text}`);

/** Others see the file that was there or the new one. Where it cannot be written it is not kept. */
export function writeQuietly(path: string, text: string): void {
  const beside = `${path}.${process.pid}`;
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(beside, text);
    renameSync(beside, path);
  } catch {
    removeIfThere(beside);
  }
}

function removeIfThere(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // A part of its path is a file: there is nothing.
  }
}
