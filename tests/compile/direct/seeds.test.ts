import { describe, expect, test } from 'vitest';
import { csvRows } from '../../../src/compile/direct/seeds/csv-text.ts';
import { typedValues } from '../../../src/compile/direct/seeds/seed-types.ts';
import { repr } from '../../../src/template/index.ts';

describe('the types of columns are those that agate gives them', () => {
  test.each<[texts: string[], type: string, values: string[]]>([
    [['1', '2', ''], 'Number', ["Decimal('1')", "Decimal('2')", 'None']],
    [['1.5', '.5', '1.'], 'Number', ["Decimal('1.5')", "Decimal('0.5')", "Decimal('1')"]],
    [['1,000', '12,34.5'], 'Number', ["Decimal('1000')", "Decimal('1234.5')"]],
    [['$5', '€5', '5%', '-$5', '$-5'], 'Number', ['5', '5', '5', '-5', '-5'].map((n) => `Decimal('${n}')`)],
    [['-3', '+4', '1e3', '01'], 'Number', ['-3', '4', '1E+3', '1'].map((n) => `Decimal('${n}')`)],
    [['null', ' 1 '], 'Number', ['None', "Decimal('1')"]],
    [['', ''], 'Number', ['None', 'None']],
    [['20240102'], 'Number', ["Decimal('20240102')"]],
    [['true', 'False', ''], 'Boolean', ['True', 'False', 'None']],
    [['True', '0'], 'Text', ["'True'", "'0'"]],
    [['yes', 'no'], 'Text', ["'yes'", "'no'"]],
    [['2024-01-02', '2024-1-3'], 'Date', ['datetime.date(2024, 1, 2)', 'datetime.date(2024, 1, 3)']],
    [['2024-02-30'], 'Text', ["'2024-02-30'"]],
    [['2024-01-02 03:04:05'], 'DateTime', ['datetime.datetime(2024, 1, 2, 3, 4, 5)']],
    [['2024-01-02T03:04:05'], 'ISODateTime', ['datetime.datetime(2024, 1, 2, 3, 4, 5)']],
    [['2024-01-02 03:04'], 'Text', ["'2024-01-02 03:04'"]],
    [['2024-01-02 03:04:05.5'], 'Text', ["'2024-01-02 03:04:05.5'"]],
    [['NULL', 'a'], 'Text', ['None', "'a'"]],
    [['n/a', '1'], 'Text', ["'n/a'", "'1'"]],
    [['-', '.'], 'Text', ["'-'", "'.'"]],
    [['(5)', '5-', '0x10', '1e'], 'Text', ["'(5)'", "'5-'", "'0x10'", "'1e'"]],
    [['10:00:00', '1 day'], 'Text', ["'10:00:00'", "'1 day'"]],
  ])('%j: %s', (texts, type, values) => {
    const typed = typedValues(texts, false);
    expect([typed.type, typed.values.map(repr)]).toEqual([type, values]);
  });

  test('but text where a type is configured', () => {
    expect(typedValues(['1', ''], true)).toEqual({ type: 'Text', values: ['1', null] });
  });
});

describe('rows of CSV are those of Python', () => {
  test.each<[name: string, text: string, rows: string[][]]>([
    [
      'plain',
      'a,b\n1,2\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ], // prettier-ignore
    ['without an end of line', 'a\n1', [['a'], ['1']]],
    [
      'with the ends of lines of Windows',
      'a,b\r\n1,2\r\n',
      [
        ['a', 'b'],
        ['1', '2'],
      ],
    ],
    ['quoted', '"a,b","c\nd"\n', [['a,b', 'c\nd']]],
    ['with quotes inside', '"say ""no""",2', [['say "no"', '2']]],
    ['with a quote in the middle', 'a"b,c', [['a"b', 'c']]],
    ['with text behind a quote', '"a"b,c', [['ab', 'c']]],
    ['with an open quote', '"a,b\nc', [['a,b\nc']]],
    [
      'empty values',
      ',\n,',
      [
        ['', ''],
        ['', ''],
      ],
    ],
    ['a quoted empty value', '""\n', [['']]],
    ['blank lines', 'a\n\n1\n', [['a'], [], ['1']]],
    ['nothing', '', []],
  ])('%s', (_name, text, rows) => expect(csvRows(text, ',')).toEqual(rows));

  test.each([';', '|', '\t', '^', ']'])('between %j', (delimiter) =>
    expect(csvRows(`a,b${delimiter}c`, delimiter)).toEqual([['a,b', 'c']]),
  );
});
