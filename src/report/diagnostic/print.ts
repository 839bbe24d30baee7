import type { Diagnostic, Location } from '../../base/index.ts';
import { visibleText } from '../format/visible.ts';
import type { Style } from '../output.ts';
import { penOf } from '../pen.ts';
import { printExcerpt } from './excerpt.ts';

/** A diagnostic as people read it, several lines without a last line break. */
export function printDiagnostic(diagnostic: Diagnostic, style: Style): string {
  const pen = penOf(style);
  const { code, severity, message, location, detail, related, hint } = diagnostic;
  const head = `${severity} ${code}:`;
  const [first = '', ...rest] = visibleText(message).split('\n');
  const lines = [`${pen.bold(severity === 'error' ? pen.red(head) : pen.yellow(head))} ${first}`];
  const say = (text: string): void => {
    for (const line of visibleText(text).split('\n')) lines.push(`  ${line}`.trimEnd());
  };
  for (const line of rest) say(line);
  if (location) {
    lines.push(`  ${pen.cyan(placeOf(location))}`);
    if (location.excerpt) lines.push(...printExcerpt(location.excerpt, location.range, pen));
  }
  for (const line of detail ?? []) say(line);
  for (const other of related ?? []) say(`${other.message}: ${placeOf(other.location)}`);
  if (hint !== undefined) say(hint);
  lines.push(pen.dim(`  more: assay explain ${code}`));
  return lines.join('\n');
}

/** `models/gold/daily.sql:7:15`, as editors and terminals turn into links. */
export function placeOf(location: Location): string {
  const start = location.range?.start;
  return start ? `${location.file}:${start.line}:${start.column}` : location.file;
}
