import { isUtf8 } from 'node:buffer';
import { type Diagnostic, error, fail, ok, type Result, SourceText, sha256 } from '../../base/index.ts';
import { readBytes } from './read-bytes.ts';

export interface ReadText {
  readonly source: SourceText;
  readonly hash: string;
}

/** Reads a text file: UTF-8 and nothing else, without its byte order mark. */
export function readText(absolute: string, path: string): Result<ReadText> {
  let bytes: Buffer;
  try {
    bytes = readBytes(absolute);
  } catch (thrown) {
    return fail(unreadable(path, thrown));
  }
  if (!isUtf8(bytes)) return fail(notUtf8(path, bytes));
  const content = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
  return ok({ source: new SourceText(path, content.toString('utf8')), hash: sha256(content) });
}

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'there is no permission to read it',
  EPERM: 'there is no permission to read it',
  EISDIR: 'it is a folder',
  ENOENT: 'it does not exist, or is a link to something that does not',
  ELOOP: 'it is a link that leads to itself',
  EMFILE: 'too many files are open',
};

export function unreadable(path: string, thrown: unknown): Diagnostic {
  const code = (thrown as { code?: unknown }).code;
  const reason = reasons[String(code)] ?? (thrown instanceof Error ? thrown.message : String(thrown));
  return error('A1005', `'${path}' cannot be read: ${reason}`, { location: { file: path } });
}

function notUtf8(path: string, bytes: Buffer): Diagnostic {
  const lossy = bytes.toString('utf8');
  // What is not UTF-8 comes back as U+FFFD, so that the first difference is the first bad byte.
  const again = Buffer.from(lossy, 'utf8');
  let offset = 0;
  while (offset < bytes.length && bytes[offset] === again[offset]) offset++;
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
  const at = bytes.subarray(0, offset).toString('utf8').length;
  const byte = `0x${(bytes[offset] ?? 0).toString(16).toUpperCase().padStart(2, '0')}`;
  return error('A1004', `the file is not UTF-8: byte ${offset} is ${byte}`, {
    location: utf16 ? { file: path } : new SourceText(path, lossy).location(at, at + 1),
    hint: utf16 ? 'it looks like UTF-16: save it as UTF-8' : 'save it as UTF-8',
  });
}
