import { reserve, spend } from '../run.ts';
import { integerText } from './number.ts';
import type { Value } from './value.ts';

/** Lists being printed, so that one inside itself prints as `[...]`. */
const open = new Set<object>();

/** Python's `repr(value)`. */
export function repr(value: Value): string {
  switch (typeof value) {
    case 'string':
      return quoted(value);
    case 'boolean':
      return value ? 'True' : 'False';
    case 'number':
    case 'bigint':
      return integerText(value);
    default: {
      if (value === null) return 'None';
      if (!Array.isArray(value)) {
        spend(1);
        if (value.repr !== undefined)
          return guarded(value, value.typeName === 'dict' ? '{...}' : '(...)', () => value.repr!());
        return value.toText === undefined ? `<${value.typeName} object>` : value.toText();
      }
      spend(value.length * 2);
      return guarded(value, '[...]', () => `[${value.map(repr).join(', ')}]`);
    }
  }
}

/** Python's `str(value)`. */
export function toText(value: Value): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && !Array.isArray(value) && value.toText !== undefined)
    return value.toText();
  return repr(value);
}

function guarded(value: object, again: string, print: () => string): string {
  if (open.has(value)) return again;
  open.add(value);
  try {
    const text = print();
    reserve(text.length);
    return text;
  } finally {
    open.delete(value);
  }
}

const plain = /^[ !#-&(-[\]-~]*$/;
const printable = /^[ -[\]-~]*$/;
const unprintable = /[\p{C}\p{Z}]/u;

/** A string as a Python literal: single quotes unless it has some and no double ones. */
export function quoted(text: string): string {
  if (plain.test(text)) return `'${text}'`;
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  if (quote === '"' && printable.test(text)) return `"${text}"`;
  let result = quote;
  for (const character of text) {
    if (character === quote || character === '\\') result += `\\${character}`;
    else if (character === ' ' || !unprintable.test(character)) result += character;
    else result += escaped(character);
  }
  return result + quote;
}

/** `ascii(value)`: as `repr` with everything past ASCII escaped. */
export const asciiRepr = (value: Value): string => repr(value).replace(/[^\0-\x7f]/gu, escaped);

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  if (character === '\r') return '\\r';
  if (character === '\t') return '\\t';
  const code = character.codePointAt(0)!;
  if (code <= 0xff) return `\\x${code.toString(16).padStart(2, '0')}`;
  if (code <= 0xffff) return `\\u${code.toString(16).padStart(4, '0')}`;
  return `\\U${code.toString(16).padStart(8, '0')}`;
}
