import { expect, test } from 'vitest';
import { Decimal } from '../../../src/adapter/index.ts';
import { session, value } from './helpers.ts';

const cases: readonly (readonly [sql: string, cell: unknown])[] = [
  ['null', null],
  ['true', true],
  ['42', 42],
  ['9007199254740991', 9007199254740991],
  ['9007199254740992', 9007199254740992n],
  ['-170141183460469231731687303715884105727::hugeint', -170141183460469231731687303715884105727n],
  ['1::hugeint', 1],
  ['1.50::decimal(10, 2)', new Decimal('1.50')],
  ['-0.05::decimal(38, 20)', new Decimal('-0.05000000000000000000')],
  ['0.1::double', 0.1],
  ["'nan'::double", Number.NaN],
  ["'-infinity'::double", Number.NEGATIVE_INFINITY],
  ["'é 😀'", 'é 😀'],
  ["date '2001-01-31'", '2001-01-31'],
  ["'infinity'::date", 'infinity'],
  ["'-infinity'::timestamp", '-infinity'],
  ["date '0044-03-15 (BC)'", '0044-03-15 (BC)'],
  ["timestamp '2001-01-01 10:00:00'", '2001-01-01 10:00:00'],
  ["timestamp '2001-01-01 10:00:00.5'", '2001-01-01 10:00:00.5'],
  ["timestamp_ns '2001-01-01 10:00:00.123456789'", '2001-01-01 10:00:00.123456789'],
  ["timestamptz '2001-07-01 10:00:00+02'", '2001-07-01 08:00:00+00'],
  ["time '10:00:00'", '10:00:00'],
  ["timetz '10:00:00+02'", '10:00:00+02'],
  ["interval '1 year 2 days 3 hours'", '1 year 2 days 03:00:00'],
  ["'0ec6a093-63e8-4616-a189-1100bf6567f5'::uuid", '0ec6a093-63e8-4616-a189-1100bf6567f5'],
  ["'101'::bit", '101'],
  ["'\\xAA\\x00a'::blob", 'aa0061'],
  ["'x'::enum('x', 'y')", 'x'],
  ['\'{"a": 1}\'::json', '{"a": 1}'],
  ['[1, null, 9007199254740993]', [1, null, 9007199254740993n]],
  ['[1.5, 2]::decimal(3, 1)[2]', [new Decimal('1.5'), new Decimal('2.0')]],
  ["{'a': date '2001-01-01', 'b c': [1]}", { a: '2001-01-01', 'b c': [1] }],
  ["map {'k': 1, 'l': null}", { k: 1, l: null }],
  ["map {date '2001-01-01': 1}", { '2001-01-01': 1 }],
  ['union_value(k := 1)', 1],
  ["{'a': 1}::variant", { a: 1 }],
];

test.each(cases)('%s', async (sql, cell) => {
  const on = await session();
  expect(value(await on.query(`select ${sql}`)).rows).toEqual([[cell]]);
});

test('instants are in UTC, whatever the time zone of the process or session', async () => {
  const before = process.env.TZ;
  process.env.TZ = 'America/New_York';
  try {
    const on = await session();
    const sql = "select timestamptz '2001-07-01 10:00:00', [timestamptz '2001-07-01 10:00:00']";
    expect(value(await on.query(sql)).rows).toEqual([['2001-07-01 10:00:00+00', ['2001-07-01 10:00:00+00']]]);
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});
