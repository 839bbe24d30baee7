import { expect, test } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { datetimeModule, parseTemplate, pytzModule, render, type Value } from '../../src/template/index.ts';

const names = new Map<string, Value>([
  ['datetime', datetimeModule(() => 0)],
  ['pytz', pytzModule],
]);
const globals = {
  get: (name: string) => names.get(name),
  has: (name: string) => names.has(name),
  names: () => names.keys(),
};

function rendered(text: string): string {
  const template = parseTemplate(new SourceText('a.sql', text));
  const result = template.ok ? render(template.value, globals, { undefined: 'execute' }) : template;
  return result.ok ? result.value.text : `${result.diagnostics[0]!.code} ${result.diagnostics[0]!.message}`;
}

test.each([
  [
    "{{ pytz.timezone('Europe/Berlin').localize(datetime.datetime(2024, 7, 1, 12)) }}",
    '2024-07-01 12:00:00+02:00',
  ],
  [
    "{{ pytz.timezone('Europe/Berlin').localize(datetime.datetime(2024, 1, 1, 12), is_dst=none) }}",
    '2024-01-01 12:00:00+01:00',
  ],
  ['{{ pytz.utc.localize(datetime.datetime(2024, 1, 1)).isoformat() }}', '2024-01-01T00:00:00+00:00'],
  [
    "{% set at = pytz.utc.localize(datetime.datetime(2024, 7, 1, 12)) %}{{ pytz.timezone('America/New_York').normalize(at) }}",
    '2024-07-01 08:00:00-04:00',
  ],
  [
    '{{ pytz.utc.localize(pytz.utc.localize(datetime.datetime(2024, 1, 1))) }}',
    'A3004 Not naive datetime (tzinfo is already set)',
  ],
  ['{{ pytz.utc.normalize(datetime.datetime(2024, 1, 1)) }}', 'A3004 Naive time - no tzinfo set'],
  ["{{ pytz.utc.localize('2024-01-01') }}", 'A3003 localize() takes a datetime'],
])('%s', (text, expected) => {
  expect(rendered(text)).toBe(expected);
});
