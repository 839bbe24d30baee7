import type { CodeText } from './code-text.ts';

/** A6xxx: data tests and publishing. */
export const tests = {
  A6001: { title: 'Test failed', explanation: 'A data test found more failing rows than it allows.' },
  A6004: {
    title: 'Wrong test argument',
    explanation: 'An argument of a data test has the wrong type, such as text where a list is needed.',
  },
  A6005: {
    title: 'Empty test',
    explanation: 'The file of a singular data test holds no SQL. It should select the rows that are wrong.',
  },
  A6010: {
    title: 'No time to know freshness by',
    explanation:
      'A source with freshness: needs loaded_at_field, a column or expression that says when a row came, or loaded_at_query, a query for the newest such time. Databases that keep the time of a table’s last change can do without; DuckDB keeps none.',
  },
  A6011: {
    title: 'Freshness is not a time',
    explanation:
      'What loaded_at_field or loaded_at_query gives must be a timestamp. Cast it where the column is a date or a text: loaded_at_field: "loaded_on::timestamp".',
  },
} as const satisfies Record<string, CodeText>;
