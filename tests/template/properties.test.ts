import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import {
  evaluateExpression,
  fromJs,
  PyFloat,
  parseTemplate,
  render,
  repr,
  type Value,
} from '../../src/template/index.ts';
import { globalsOf } from './globals.ts';

function value(text: string, globals: Readonly<Record<string, unknown>> = {}): Value | undefined {
  const result = evaluateExpression(text, globalsOf(globals), { undefined: 'execute' });
  return result.ok ? result.value : undefined;
}

const pieces = fc.constantFrom(
  ...[
    '{{',
    '}}',
    '{%',
    '%}',
    '{#',
    '#}',
    '-',
    '+',
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '|',
    '.',
    ',',
    ':',
    '=',
    '==',
    '~',
    '**',
  ],
  ...[
    'if',
    'else',
    'endif',
    'for',
    'in',
    'endfor',
    'set',
    'macro',
    'endmacro',
    'is',
    'not',
    'a',
    'b',
    'loop',
    'range',
  ],
  ...[
    '1',
    '1.5',
    "'x'",
    '"',
    "'",
    '\\',
    '\n',
    ' ',
    '\r\n',
    'upper',
    'list',
    'join',
    'raw',
    'endraw',
    'call',
    '😀',
  ],
);

it('never throws, whatever the text is', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(pieces, { maxLength: 30 }).map((all) => all.join(' ')),
      ),
      (text) => {
        const parsed = parseTemplate(new SourceText('a.sql', text));
        if (!parsed.ok) expect(parsed.diagnostics[0]?.location?.range).toBeDefined();
        else
          render(parsed.value, globalsOf({ a: 1, b: [1] }), {
            undefined: 'execute',
            budget: { steps: 10_000 },
          });
      },
    ),
    { numRuns: 2000 },
  );
});

it('gives text without braces back as it is, but for one last line end', () => {
  fc.assert(
    fc.property(
      fc.string().filter((text) => !/[{\r]/.test(text)),
      (text) => {
        const parsed = parseTemplate(new SourceText('a.sql', text));
        const rendered = parsed.ok ? render(parsed.value, globalsOf({}), { undefined: 'strict' }) : parsed;
        expect(rendered.ok && rendered.value.text).toBe(text.replace(/\n$/, ''));
      },
    ),
  );
});

it('calculates with ints of any size as Python does', () => {
  const floor = (a: bigint, b: bigint): bigint => a / b - (a % b !== 0n && a < 0n !== b < 0n ? 1n : 0n);
  fc.assert(
    fc.property(
      fc.bigInt({ min: -(2n ** 70n), max: 2n ** 70n }),
      fc.bigInt({ min: -(2n ** 60n), max: 2n ** 60n }),
      (a, b) => {
        const check = (operator: string, expected: bigint): void => {
          const result = value(`(${a}) ${operator} (${b})`);
          expect(String(result), operator).toBe(String(expected));
          expect(typeof result).toBe(Number.isSafeInteger(Number(expected)) ? 'number' : 'bigint');
        };
        check('+', a + b);
        check('-', a - b);
        check('*', a * b);
        if (b === 0n) return;
        check('//', floor(a, b));
        check('%', a - floor(a, b) * b);
      },
    ),
  );
});

it('prints floats so that they read back, and strings too', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (double) => {
      const text = repr(new PyFloat(double));
      expect(text).toMatch(/[.e]/);
      expect(value(text)).toEqual(new PyFloat(double));
    }),
  );
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(value(repr(text))).toBe(text);
    }),
  );
});

it('prints nested values so that they read back', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, (data) => {
      const given = fromJs(data);
      expect(value('again == given', { given, again: value(repr(given)) })).toBe(true);
    }),
  );
});
