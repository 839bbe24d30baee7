import type { Diagnostic, Location } from '../../base/index.ts';

/** A diagnostic as data, in the JSON lines and wherever else a machine reads one. */
export const diagnosticData = (diagnostic: Diagnostic): Record<string, unknown> => ({
  code: diagnostic.code,
  severity: diagnostic.severity,
  message: diagnostic.message,
  ...(diagnostic.location && locationData(diagnostic.location)),
  ...(diagnostic.detail && { detail: diagnostic.detail }),
  ...(diagnostic.hint !== undefined && { hint: diagnostic.hint }),
  ...(diagnostic.related && {
    related: diagnostic.related.map(({ message, location }) => ({ message, ...locationData(location) })),
  }),
});

const locationData = ({ file, range }: Location): Record<string, unknown> => ({
  file,
  ...(range && {
    line: range.start.line,
    column: range.start.column,
    end_line: range.end.line,
    end_column: range.end.column,
  }),
});
