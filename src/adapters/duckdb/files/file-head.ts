import { closeSync, openSync, readSync } from 'node:fs';

const longestHead = 64 * 1024;

/** The beginning of a local file that is not compressed, as text without a byte order mark. */
export function headOf(file: string, length = longestHead): string | undefined {
  if (/\.(gz|zst|bz2|xz)$/i.test(file)) return undefined;
  try {
    const descriptor = openSync(file, 'r');
    try {
      const buffer = Buffer.alloc(length);
      const read = readSync(descriptor, buffer, 0, length, 0);
      return buffer.toString('utf8', 0, read).replace(/^\uFEFF/, '');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}

/** The fields of the first record of a CSV file, without their quotes. */
export function fieldsOf(text: string, delimiter: string): string[] {
  const fields: string[] = [];
  let field = '';
  for (let index = 0; index < text.length; index++) {
    const character = text[index]!;
    if (character === '"' && field === '') {
      const end = closingQuote(text, index + 1);
      field = text.slice(index + 1, end).replaceAll('""', '"');
      index = end;
    } else if (text.startsWith(delimiter, index)) {
      fields.push(field);
      field = '';
      index += delimiter.length - 1;
    } else if (character === '\n' || character === '\r') break;
    else field += character;
  }
  return [...fields, field];
}

/** Where the quoted field ends; the end of the text when it does not. */
function closingQuote(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at !== -1; at = text.indexOf('"', at + 1)) {
    if (text[at + 1] !== '"') return at;
    at++;
  }
  return text.length;
}
