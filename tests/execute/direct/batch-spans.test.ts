import { describe, expect, test } from 'vitest';
import {
  type BatchSize,
  batchName,
  batchSpans,
  parsedMoment,
  printedMoment,
  type SpanRequest,
} from '../../../src/execute/direct/batch-spans.ts';

const at = (text: string): number => parsedMoment(text)!;

const request = (given: Partial<SpanRequest>): SpanRequest => ({
  size: 'day',
  begin: undefined,
  lookback: 1,
  isIncremental: false,
  from: undefined,
  to: undefined,
  now: at('2024-03-03 10:30'),
  ...given,
});

const spans = (given: Partial<SpanRequest>): string[] | undefined =>
  batchSpans(request(given))?.map((span) =>
    span.map((each) => printedMoment(each).slice(0, 16)).join(' to '),
  );

describe('batches', () => {
  test('the first build goes from the begin to the batch that is under way', () =>
    expect(spans({ begin: at('2024-03-01') })).toEqual([
      '2024-03-01 00:00 to 2024-03-02 00:00',
      '2024-03-02 00:00 to 2024-03-03 00:00',
      '2024-03-03 00:00 to 2024-03-04 00:00',
    ]));

  test('a further build does those of the lookback again', () => {
    expect(spans({ isIncremental: true, begin: at('2020-01-01') })).toEqual([
      '2024-03-02 00:00 to 2024-03-03 00:00',
      '2024-03-03 00:00 to 2024-03-04 00:00',
    ]);
    expect(spans({ isIncremental: true, lookback: 0 })).toEqual(['2024-03-03 00:00 to 2024-03-04 00:00']);
  });

  test('times that are given are widened to whole batches', () =>
    expect(spans({ from: at('2024-01-31 23:59'), to: at('2024-02-01 00:01') })).toEqual([
      '2024-01-31 00:00 to 2024-02-01 00:00',
      '2024-02-01 00:00 to 2024-02-02 00:00',
    ]));

  test.each<[BatchSize, string, string, string]>([
    ['hour', '2024-02-29 23:10', '2024-02-29 23:00 to 2024-03-01 00:00', '2024-02-29T23'],
    ['day', '2024-02-29 23:10', '2024-02-29 00:00 to 2024-03-01 00:00', '2024-02-29'],
    ['month', '2023-12-15', '2023-12-01 00:00 to 2024-01-01 00:00', '2023-12'],
    ['year', '2023-12-15', '2023-01-01 00:00 to 2024-01-01 00:00', '2023'],
  ])('by the %s', (size, time, span, name) => {
    expect(spans({ size, from: at(time), to: at(time) + 1 })).toEqual([span]);
    expect(batchName(at(span.slice(0, 16)), size)).toBe(name);
  });

  test('there are none without a begin', () => expect(spans({})).toBeUndefined());
});

describe('points in time', () => {
  test.each([
    ['2024-01-02', '2024-01-02 00:00:00+00:00'],
    ['2024-01-02T03:04', '2024-01-02 03:04:00+00:00'],
    ['2024-01-02 03:04:05.5', '2024-01-02 03:04:05.500000+00:00'],
    ['2024-01-02T03:04:05Z', '2024-01-02 03:04:05+00:00'],
    ['2024-01-02T03:04:05+02:00', '2024-01-02 01:04:05+00:00'],
  ])('%s', (text, printed) => expect(printedMoment(at(text))).toBe(printed));

  test.each(['', 'soon', '2024', '2024-13-01', '01.02.2024', '2024-01-02 25:00'])('%j is none', (text) =>
    expect(parsedMoment(text)).toBeUndefined(),
  );
});
