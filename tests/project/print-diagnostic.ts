import type { Diagnostic, Location } from '../../src/base/index.ts';

/** A diagnostic with all it holds, as the expected.txt of the cases show it. */
export function printDiagnostic(diagnostic: Diagnostic): string {
  const { code, severity, message, location, detail = [], related = [], hint } = diagnostic;
  return [
    `${severity} ${code}: ${message}`,
    ...(location === undefined ? [] : printLocation(location)),
    ...detail.map((line) => `  ${line}`),
    ...related.flatMap((other) => [`  ${other.message}:`, ...printLocation(other.location)]),
    ...(hint === undefined ? [] : [`  hint: ${hint}`]),
    '',
  ].join('\n');
}

function printLocation({ file, range, excerpt }: Location): string[] {
  if (range === undefined) return [`  ${file}`];
  const { start, end } = range;
  const width = start.line === end.line ? Math.max(1, end.column - start.column) : 1;
  return [
    `  ${file}:${start.line}:${start.column}`,
    ...(excerpt?.lines ?? []).map((line, index) =>
      `  ${String(excerpt!.firstLine + index).padStart(3)} │ ${line}`.trimEnd(),
    ),
    `      │ ${' '.repeat(start.column - 1)}${'^'.repeat(width)}`,
  ];
}
