import { createHash } from 'node:crypto';
import {
  closeSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import type { Script } from 'node:vm';
import { bundle } from '../cache/build-id.ts';
import { cacheFolder, dropOldFiles } from './cache-folder.ts';
import { commandWord } from './command-word.ts';

/** What V8 has compiled of the program for a command. */
export interface CodeCache {
  /** Absent when there is none yet. */
  readonly code?: Buffer;
  /** Keeps what is compiled now, if that is more than there was. */
  keep(script: Script): void;
}

/**
 * A file is a digest of the rest, the milliseconds of processor time that the command took, and V8's data, which has to
 * begin at a multiple of eight.
 */
const digestBytes = 20;
const headBytes = 24;

/**
 * The cache for a command of this bundle. There is none where nobody has a place for it, and where the code is measured,
 * which V8 does less well with code that it has not compiled itself.
 */
export function codeCacheFor(
  program: string,
  words: readonly string[],
  env: NodeJS.ProcessEnv,
): CodeCache | undefined {
  if (bundle.id === undefined || env.NODE_DISABLE_COMPILE_CACHE === '1' || env.NODE_V8_COVERAGE)
    return undefined;
  const folder = cacheFolder(env, process.platform);
  if (folder === undefined) return undefined;
  const written = Math.floor(statSync(program).mtimeMs);
  // The tag stands for V8's version and flags and for the processor.
  const key = [bundle.id, written, cachedDataVersionTag(), commandWord(words)].join('-');
  const path = join(folder, `${key}.code`);
  const found = read(path);
  return {
    ...(found && { code: found.subarray(headBytes) }),
    keep: (script) => {
      const { user, system } = process.cpuUsage();
      const milliseconds = Math.ceil((user + system) / 1000);
      // A command that ended early left most of the program alone, which one of the same name may need.
      if (found !== undefined && milliseconds < found.readUInt32LE(digestBytes) * muchLonger) return;
      write(folder, path, script.createCachedData(), milliseconds);
    },
  };
}

const muchLonger = 1.5;

/** V8 trusts what it is given, so it gets only what this user has written, and what is as it was written. */
function read(path: string): Buffer | undefined {
  try {
    const file = openSync(path, 'r');
    try {
      const { uid, mode } = fstatSync(file);
      if (process.geteuid !== undefined && (uid !== process.geteuid() || (mode & 0o022) !== 0))
        return undefined;
      const bytes = readFileSync(file);
      return bytes.length > headBytes && digest(bytes).equals(bytes.subarray(0, digestBytes))
        ? bytes
        : undefined;
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}

function write(folder: string, path: string, code: Buffer, milliseconds: number): void {
  const draft = `${path}.${process.pid}`;
  try {
    const bytes = Buffer.alloc(headBytes + code.length);
    bytes.writeUInt32LE(milliseconds, digestBytes);
    code.copy(bytes, headBytes);
    digest(bytes).copy(bytes);
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeFileSync(draft, bytes, { mode: 0o600 });
    renameSync(draft, path);
    dropOldFiles(folder);
  } catch {
    // Nobody has asked for it: the next start takes as long as this one.
  }
}

const digest = (bytes: Buffer): Buffer => createHash('sha1').update(bytes.subarray(digestBytes)).digest();
