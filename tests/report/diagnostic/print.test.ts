import { expect, test } from 'vitest';
import { error, SourceText, warning } from '../../../src/base/index.ts';
import { printDiagnostic, type Style } from '../../../src/report/index.ts';

const style: Style = { columns: 80, unicode: true, color: false };

/** The diagnostic of the first `meant` in the text. */
function about(text: string, meant: string, parts: Partial<Parameters<typeof error>[2]> = {}) {
  const source = new SourceText('models/gold/daily.sql', text);
  const start = text.indexOf(meant);
  return error('A6001', `nothing is called '${meant}'`, {
    location: source.location(start, start + meant.length),
    ...parts,
  });
}

/** Columns of the carets and of what they stand under, as a terminal would show them. */
const lines = (text: string): string[] => text.split('\n');

test('place, line before, caret, details, related places, hint and where to read more', async () => {
  const macro = new SourceText('macros/days.sql', '{% macro days() %}\n{{ nothing() }}\n{% endmacro %}');
  const diagnostic = about(
    "select day\r\nfrom {{ ref('silver_fligths') }}\r\nwhere 1\r\n",
    'silver_fligths',
    {
      detail: ['first detail', 'second detail\nof two lines'],
      related: [{ message: 'called in macro days', location: macro.location(19, 30) }],
      hint: "did you mean 'silver_flights' (models/silver/silver_flights.sql)?",
    },
  );
  await expect(printDiagnostic(diagnostic, style)).toMatchFileSnapshot('../../cases/report/diagnostic.txt');
});

test('a warning without a place', () => {
  expect(printDiagnostic(warning('A6001', 'two lines\nof message'), style)).toBe(
    'warning A6001: two lines\n  of message\n  more: assay explain A6001',
  );
});

test.for([
  ['tabs', '\tselect\t\torgin'],
  ['wide characters', "select '日本語 ✈️ 👩‍👩‍👧' as x, orgin"],
  ['combining characters', "select 'e\u0301\u0301' as x, orgin"],
])('the caret stands under what is meant after %s', ([, text]) => {
  const printed = lines(printDiagnostic(about(text!, 'orgin'), { ...style, unicode: false }));
  const [excerpt = '', caret = ''] = printed.slice(2);
  expect(caret.trimEnd().endsWith('^^^^^')).toBe(true);
  expect(excerpt.endsWith('orgin')).toBe(true);
  // Both end in the same column, whatever is wide before.
  expect(caret.length).toBe(displayWidth(excerpt));
});

/** Counted by hand for the characters above. */
function displayWidth(text: string): number {
  return text
    .replace(/\u0301/g, '')
    .replace('👩‍👩‍👧', '..')
    .replace('✈️', '..')
    .replace(/[日本語]/g, '..').length;
}

test.for([40, 80, 120])('a long line is cut around the caret to %i columns', (columns) => {
  const text = `select ${'a, '.repeat(200)} orgin ${', b'.repeat(200)}`;
  const printed = lines(printDiagnostic(about(text, 'orgin'), { ...style, columns }));
  const [excerpt = '', caret = ''] = printed.slice(2);
  expect(excerpt.length).toBeLessThanOrEqual(columns);
  expect(excerpt.slice(caret.indexOf('^'), caret.lastIndexOf('^') + 1)).toBe('orgin');
  expect(excerpt).toMatch(/^ {3}1 │ ….*…$/);
});

test('something meant that is wider than the terminal', () => {
  const long = 'x'.repeat(300);
  const printed = lines(printDiagnostic(about(`select ${long}`, long), style));
  for (const line of printed.slice(2)) expect(line.length).toBeLessThanOrEqual(80);
});

test('several lines are meant: the first is marked to its end', () => {
  const text = 'select (\n  a\n)';
  expect(printDiagnostic(about(text, '(\n  a\n)'), style)).toContain('   1 │ select (\n     │        ^\n');
});

test('the end of the file', () => {
  const source = new SourceText('a.sql', 'select');
  const printed = printDiagnostic(error('A6001', 'ends too early', { location: source.location(6) }), style);
  expect(printed).toContain('   1 │ select\n     │       ^\n');
});

test('a file cannot send commands to the terminal', () => {
  const printed = printDiagnostic(about('select \u001b[31mred\u0007 orgin \u202e', 'orgin'), style);
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are looked for
  expect(printed).not.toMatch(/[\u001b\u0007\u202e]/);
});

test('ASCII only, and colour only when wanted', () => {
  const diagnostic = about(`select ${'日, '.repeat(100)}orgin`, 'orgin');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colour codes start with an escape
  expect(printDiagnostic(diagnostic, style)).not.toMatch(/\u001b/);
  expect(printDiagnostic(diagnostic, { ...style, color: true })).toContain('\u001b[31m^^^^^');
  expect(printDiagnostic(diagnostic, { ...style, unicode: false })).not.toMatch(/[│…]/);
});
