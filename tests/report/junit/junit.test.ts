import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { expect, test } from 'vitest';
import { error } from '../../../src/base/index.ts';
import { junit } from '../../../src/report/index.ts';
import { flightsLabels, flightsRun, model, outcome, startedAt } from '../flights-run.ts';

const outcomes = flightsRun().flatMap((event) => (event.kind === 'run_finished' ? event.outcomes : []));
const meta = { name: 'flights', startedAt, elapsedMs: 2400 };

interface Case {
  name: string;
  failure?: { message: string };
  error?: { message: string; '#text': string };
  skipped?: unknown;
}
interface Suite {
  name: string;
  tests: string;
  failures: string;
  errors: string;
  skipped: string;
  testcase: Case[];
}

function read(xml: string): { suites: Suite[]; root: Suite } {
  expect(XMLValidator.validate(xml)).toBe(true);
  const parser = new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'testsuite' || name === 'testcase',
    htmlEntities: true,
  });
  const parsed: { testsuites: Suite & { testsuite: Suite[] } } = parser.parse(xml);
  return { suites: parsed.testsuites.testsuite ?? [], root: parsed.testsuites };
}

test('what is in it', async () => {
  await expect(junit(outcomes, flightsLabels, meta)).toMatchFileSnapshot('../../cases/report/junit.xml');
});

test('a reader finds every outcome once, and the counts agree', () => {
  const { suites, root } = read(junit(outcomes, flightsLabels, meta));
  const cases = suites.flatMap((suite) => suite.testcase);
  expect(cases).toHaveLength(outcomes.length);
  expect(Number(root.tests)).toBe(outcomes.length);
  expect([root.failures, root.errors, root.skipped].map(Number)).toEqual([1, 1, 1]);
  for (const suite of suites) {
    expect(Number(suite.tests)).toBe(suite.testcase.length);
    expect(Number(suite.failures)).toBe(suite.testcase.filter((one) => one.failure).length);
    expect(Number(suite.errors)).toBe(suite.testcase.filter((one) => one.error).length);
    expect(Number(suite.skipped)).toBe(suite.testcase.filter((one) => 'skipped' in one).length);
  }
  expect(cases.find((one) => one.failure)?.failure?.message).toBe(
    'expected 0 to 1 · 3 of 41,204 rows (0.007 %)',
  );
});

test('markup, control characters and half surrogates in messages', () => {
  const node = model('gold.<&>"\'');
  const nasty = 'a < b && c > "d" ]]> \u0000\u0007\u001b[31m\ud800 é 👩‍👧 \r\n end';
  const failed = outcome(node, { status: 'error', diagnostics: [error('A5001', nasty)] });
  const [suite] = read(junit([failed], [node], meta)).suites;
  expect(suite?.name).toBe('gold.<&>"\'');
  expect(suite?.testcase[0]?.error?.message).toContain('a < b && c > "d" ]]> [31m é 👩‍👧');
});

test('nothing at all', () => {
  expect(read(junit([], [], meta)).suites).toEqual([]);
});
