import type { Diagnostic, NodeLabel, Outcome } from '../../base/index.ts';
import { labelFinder, testFinding, testTitle, verdictOfTest } from '../phrases.ts';

export interface AnnotationOptions {
  /** The project's folder below the repository's root, which GitHub counts from: `analytics/flights`. */
  readonly folder?: string;
}

/**
 * Workflow commands that GitHub shows at the lines of a pull request, errors before warnings, since it shows only
 * the first ten of each.
 */
export function githubAnnotations(
  outcomes: readonly Outcome[],
  diagnostics: readonly Diagnostic[],
  labels: readonly NodeLabel[],
  { folder = '' }: AnnotationOptions = {},
): string {
  const labelOf = labelFinder(labels);
  const found = [...diagnostics.map((diagnostic) => annotation(diagnostic, folder))];
  for (const outcome of outcomes) {
    const verdict = verdictOfTest(outcome);
    const label = labelOf(outcome.node);
    for (const diagnostic of outcome.diagnostics) {
      if (diagnostic !== verdict) found.push(annotation(diagnostic, folder));
      else {
        const title = label ? testTitle(label, '·') : outcome.node;
        found.push(annotation(diagnostic, folder, title, testFinding(outcome, '·')));
      }
    }
  }
  const unique = [...new Set(found)];
  const errors = unique.filter((line) => line.startsWith('::error'));
  const warnings = unique.filter((line) => !line.startsWith('::error'));
  return [...errors, ...warnings].map((line) => `${line}\n`).join('');
}

function annotation(
  diagnostic: Diagnostic,
  folder: string,
  title: string = diagnostic.code,
  finding: string = diagnostic.message,
): string {
  const { location, severity, detail = [], hint } = diagnostic;
  const range = location?.range;
  const properties: [string, string | number][] = [];
  if (location) properties.push(['file', folder ? `${folder}/${location.file}` : location.file]);
  if (range) {
    properties.push(['line', range.start.line], ['col', range.start.column]);
    if (range.end.line === range.start.line && range.end.column > range.start.column)
      properties.push(['endColumn', range.end.column]);
  }
  properties.push(['title', title]);
  const written = properties.map(([key, value]) => `${key}=${escapeProperty(String(value))}`).join(',');
  const message = [finding, ...detail, ...(hint === undefined ? [] : [hint])].join('\n');
  return `::${severity} ${written}::${escapeMessage(message)}`;
}

const escapeMessage = (text: string): string =>
  text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');

const escapeProperty = (text: string): string =>
  escapeMessage(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
