import { SyntaxProblem } from './syntax-error.ts';

const simple = new Map([
  ['\n', ''],
  ['\\', '\\'],
  ["'", "'"],
  ['"', '"'],
  ['a', '\x07'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['v', '\v'],
]);

const widths = new Map([
  ['x', 2],
  ['u', 4],
  ['U', 8],
]);

/** The inside of a string literal, its escapes replaced as Python does; an unknown one keeps its backslash. */
export function unescaped(raw: string, offset: number): string {
  const text = raw.replace(/\r\n?/g, '\n');
  return text.replace(
    /\\(?:([0-7]{1,3})|([xuU])([\da-fA-F]*)|(.))/gs,
    (all, octal, kind, hex, other, at: number) => {
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (kind === undefined) return simple.get(other) ?? all;
      const width = widths.get(kind) ?? 0;
      const code = Number.parseInt(hex.slice(0, width), 16);
      if (hex.length < width || code > 0x10ffff)
        throw new SyntaxProblem(
          `the escape '${all.slice(0, 2)}' needs ${width} hexadecimal digits of a character`,
          offset + at,
          offset + at + 2,
        );
      return String.fromCodePoint(code) + hex.slice(width);
    },
  );
}
