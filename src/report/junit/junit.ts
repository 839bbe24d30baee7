import { type NodeLabel, type Outcome, unreachable } from '../../base/index.ts';
import { printDiagnostic } from '../diagnostic/print.ts';
import { iso } from '../json/event.ts';
import type { Style } from '../output.ts';
import { penOf } from '../pen.ts';
import { isTest, type LabelOf, labelFinder, testFinding, testTitle, verdictOfTest } from '../phrases.ts';
import { failingTable } from '../rows/failing.ts';
import { element } from './xml.ts';

export interface JunitMeta {
  /** The report's name: the project's. */
  readonly name: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly elapsedMs: number;
}

interface Case {
  readonly label: NodeLabel;
  readonly outcome: Outcome;
}

const style: Style = { columns: 120, unicode: true, color: false };

/** JUnit XML: a suite for each node and each test file, in it a case for building the node and for each test. */
export function junit(outcomes: readonly Outcome[], labels: readonly NodeLabel[], meta: JunitMeta): string {
  const labelOf = labelFinder(labels);
  const suites = new Map<string, Case[]>();
  for (const outcome of outcomes) {
    const label = labelOf(outcome.node);
    if (!label) continue;
    const suite = isTest(label) ? (label.test?.on ?? label.path) : label.label;
    const cases = suites.get(suite);
    if (cases) cases.push({ label, outcome });
    else suites.set(suite, [{ label, outcome }]);
  }
  const written = [...suites].map(([name, cases]) =>
    element(
      'testsuite',
      {
        name,
        ...amounts(cases.map((one) => one.outcome)),
        time: seconds(cases.reduce((sum, { outcome }) => sum + outcome.elapsedMs, 0)),
        timestamp: timestamp(Math.min(...cases.map(({ outcome }) => outcome.startedAt))),
      },
      cases.map((one) => testcase(name, one, labelOf)),
    ),
  );
  const all = [...suites.values()].flat().map((one) => one.outcome);
  const root = element(
    'testsuites',
    { name: meta.name, ...amounts(all), time: seconds(meta.elapsedMs), timestamp: timestamp(meta.startedAt) },
    written,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

function amounts(outcomes: readonly Outcome[]): Record<string, number> {
  const having = (status: Outcome['status']): number =>
    outcomes.filter((outcome) => outcome.status === status).length;
  return {
    tests: outcomes.length,
    failures: having('fail'),
    errors: having('error'),
    skipped: having('skipped'),
  };
}

function testcase(suite: string, { label, outcome }: Case, labelOf: LabelOf): string {
  const line = verdictOfTest(outcome)?.location?.range?.start.line;
  const attributes = {
    name: isTest(label) ? label.label : `build ${label.label}`,
    classname: suite,
    time: seconds(outcome.elapsedMs),
    file: label.path,
    line,
  };
  return element('testcase', attributes, finding(label, outcome, labelOf));
}

function finding(label: NodeLabel, outcome: Outcome, labelOf: LabelOf): string[] {
  switch (outcome.status) {
    case 'success':
    case 'pass':
    case 'no-op':
      return [];
    case 'skipped': {
      const because = (outcome.because ?? []).map((id) => labelOf(id)?.label ?? id).join(', ');
      return [element('skipped', { message: because ? `${because} failed` : undefined })];
    }
    case 'warn':
      return [element('system-out', {}, testText(label, outcome))];
    case 'fail':
      return [
        element(
          'failure',
          { message: testFinding(outcome, '·'), type: label.test?.name ?? 'singular' },
          testText(label, outcome),
        ),
      ];
    case 'partial success':
    case 'error': {
      const [first] = outcome.diagnostics;
      const text = outcome.diagnostics.map((diagnostic) => printDiagnostic(diagnostic, style)).join('\n\n');
      return [element('error', { message: first?.message ?? 'error', type: first?.code ?? 'error' }, text)];
    }
    default:
      return unreachable(outcome.status);
  }
}

function testText(label: NodeLabel, outcome: Outcome): string {
  const lines = [testTitle(label, '·'), testFinding(outcome, '·')];
  if (outcome.failing && outcome.failing.rows.length > 0)
    lines.push('', ...failingTable(outcome.failing, penOf(style), style.columns));
  if (outcome.compiledPath !== undefined) lines.push('', outcome.compiledPath);
  return lines.join('\n');
}

const seconds = (milliseconds: number): string => (Math.max(0, milliseconds) / 1000).toFixed(3);

/** The schema of JUnit's reports has times without a zone; these are UTC. */
const timestamp = (milliseconds: number): string => iso(milliseconds).slice(0, 19);
