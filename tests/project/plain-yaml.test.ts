import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { composeValue } from '../../src/project/yaml/compose.ts';
import { plainValue } from '../../src/project/yaml/plain-yaml.ts';
import { resolveAsPython, resolvePlain } from '../../src/project/yaml/scalar.ts';

const plain = (text: string) => plainValue(text, resolvePlain);

/** What YAML makes of a text; undefined where it is refused. */
function composed(text: string): unknown {
  try {
    return composeValue(text);
  } catch {
    return undefined;
  }
}

const properties = `version: 2

# The orders.
models:
  - name: orders
    description: What customers ordered. # and when
    config: { materialized: table, tags: [gold, 'daily'] }
    columns:
    - name: id
      description: |-
        The order.

          Indented.
      data_tests: [unique, not_null]
    - name: "kind"
      description: >
        What it is,
        in a word.
      data_tests:
        - accepted_values:
            values: [1, 0x10, 1.5, yes, "no", ~, a b]
        - dbt_utils.expression_is_true:
            expression: 'amount > 0'
            meta: {}
            'a:b': {"c d": 1, e: ''}
            "": '#'
            list: []
  - name: empty
    description:
`;

const cases = join(import.meta.dirname, '../cases');
const texts = readdirSync(cases, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml') && !file.includes('bomb'))
  .map((file) => readFileSync(join(cases, file), 'utf8'));

test('the quick reader reads what properties files are made of', () => {
  expect(plain(properties)).toEqual(composeValue(properties));
  expect(plain(properties.trimEnd())).toEqual(composeValue(properties.trimEnd()));
});

test('of dbt’s projects 1:30 is 90', () => {
  const text = 'a: 1:30\nb: x:y\n';
  expect(plainValue(text, resolveAsPython)).toEqual({ a: 90, b: 'x:y' });
  expect(composeValue(text, [])).toEqual({ a: 90, b: 'x:y' });
  expect(plain(text)).toEqual({ a: '1:30', b: 'x:y' });
});

test('of the files of the cases the quick reader reads many, each as the whole one does', () => {
  const read = texts.filter((text) => plain(text) !== undefined);
  expect(read.length).toBeGreaterThan(texts.length / 2);
  for (const text of read) expect(plain(text)).toEqual(composed(text));
});

test.each([
  ['two values of a key', 'a: 1\na: 2\n'],
  ['a value over two lines', 'a: b\n  c\n'],
  ['a tab', 'a:\tb\n'],
  ['an anchor', 'a: &b c\n'],
  ['an escape', 'a: "\\n"\n'],
  ['an escape in a key', '"\\n": a\n'],
  ['a doubled quote in a key', "'a''b': c\n"],
  ['a quoted key over two lines', '"a\n  b": c\n'],
  ['a second document', 'a: 1\n---\nb: 2\n'],
  ['no mapping', '- a\n'],
  ['nothing', '# nothing\n'],
  ['a colon', 'a: b: c\n'],
  ['a key further left', 'a:\n    b: 1\n  c: 2\n'],
])('the quick reader leaves %s to the other', (_, text) => {
  expect(plain(text)).toBeUndefined();
});

const pieces = [
  ...[
    '',
    ' ',
    '  ',
    '\n',
    '\n  ',
    '\n    ',
    '\t',
    '"',
    "'",
    "''",
    ':',
    ': ',
    '- ',
    '\n- ',
    '{',
    '}',
    '[',
    ']',
  ],
  ...[
    ', ',
    '#',
    ' # ',
    '*a',
    '&a ',
    '<<: ',
    '!!str ',
    '{{ a }}',
    '%',
    '|\n',
    '>-\n',
    '\r',
    '\0',
    '? ',
    '---\n',
  ],
  ...[
    '...\n',
    '\uFEFF',
    '\u0085',
    '\u2028',
    'é',
    '😀',
    '__proto__: ',
    'a: ',
    '1',
    '-',
    '=',
    'yes',
    '`',
    '@',
    '\\',
  ],
];
const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(4),
  insert: fc.constantFrom(...pieces),
});

test('whatever the quick reader reads, it reads as YAML is read', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(properties, ...texts),
      fc.array(edit, { minLength: 1, maxLength: 4 }),
      (text, edits) => {
        let edited = text;
        for (const { at, remove, insert } of edits) {
          const start = Math.floor(at * edited.length);
          edited = edited.slice(0, start) + insert + edited.slice(start + remove);
        }
        const value = plain(edited);
        if (value !== undefined) expect(value).toEqual(composed(edited));
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 4000) },
  );
});

test('short texts too', () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom(...pieces, 'a:', 'b', '\na: ', '\n  - b: '), { maxLength: 12 }),
      (parts) => {
        const text = `a: ${parts.join('')}`;
        const value = plain(text);
        if (value !== undefined) expect(value).toEqual(composed(text));
      },
    ),
    { numRuns: Number(process.env.RUNS ?? 4000) },
  );
});
