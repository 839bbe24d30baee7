import { describe, expect, test } from 'vitest';
import { sampleWindow } from '../../src/cli/dbt/time-window.ts';

const now = Date.parse('2024-03-31T12:00:00Z');
const of = (flags: { sample?: string; eventTimeStart?: string; eventTimeEnd?: string }) =>
  sampleWindow(flags as Parameters<typeof sampleWindow>[0], now);

describe('--sample', () => {
  test.each([
    ['3 days', '2024-03-28 12:00:00+00:00', '2024-03-31 12:00:00+00:00'],
    ['1 hour', '2024-03-31 11:00:00+00:00', '2024-03-31 12:00:00+00:00'],
    ['1 MONTH', '2024-02-29 12:00:00+00:00', '2024-03-31 12:00:00+00:00'],
    ['2 years', '2022-03-31 12:00:00+00:00', '2024-03-31 12:00:00+00:00'],
    [
      "{start: 2024-01-01, end: '2024-02-01 06:00'}",
      '2024-01-01 00:00:00+00:00',
      '2024-02-01 06:00:00+00:00',
    ],
  ])('%s', (sample, start, end) => expect(of({ sample })).toEqual({ ok: true, value: { start, end } }));

  test.each(['3', 'days', '3 weeks', '3days', '{start: 2024-01-01}', '{start: soon, end: later}', '{', '[]'])(
    '%s is none',
    (sample) =>
      expect(of({ sample })).toMatchObject({
        ok: false,
        diagnostics: [{ code: 'A4001', message: `--sample cannot be '${sample}'` }],
      }),
  );

  test('nothing is said', () => expect(of({})).toEqual({ ok: true, value: undefined }));
});

test.each([
  ['2024-01-01', undefined, '--event-time-start needs --event-time-end'],
  [undefined, '2024-01-01', '--event-time-end needs --event-time-start'],
  ['2024-01-02', '2024-01-01', '--event-time-start has to be before --event-time-end'],
  ['2024-01-01', '2024-01-01', '--event-time-start has to be before --event-time-end'],
  ['soon', '2024-01-01', "--event-time-start is no point in time: 'soon'"],
  ['2024-01-01', 'late', "--event-time-end is no point in time: 'late'"],
])('--event-time-start %s --event-time-end %s', (eventTimeStart, eventTimeEnd, message) =>
  expect(
    of({
      ...(eventTimeStart !== undefined && { eventTimeStart }),
      ...(eventTimeEnd !== undefined && { eventTimeEnd }),
    }),
  ).toMatchObject({ ok: false, diagnostics: [{ message }] }),
);
