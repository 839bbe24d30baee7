export { type ConsoleOptions, consoleReporter } from './console/console.ts';
export { placeOf, printDiagnostic } from './diagnostic/print.ts';
export { bytes, count, counted, duration, percent } from './format/amounts.ts';
export type { Every, Output, Style } from './output.ts';
export type { Reporter } from './reporter.ts';
