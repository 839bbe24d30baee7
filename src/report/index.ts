export {
  type CatalogColumn,
  type CatalogTable,
  catalogArtifact,
} from './artifacts/catalog.ts';
export {
  describedNode,
  describedRest,
  manifestArtifact,
  manifestPieces,
  type NodePiece,
} from './artifacts/manifest.ts';
export { type ArtifactMeta, artifactText, customVariables } from './artifacts/meta.ts';
export { type RunResultsMeta, runResults } from './artifacts/run-results.ts';
export { semanticManifestArtifact } from './artifacts/semantic-manifest.ts';
export { sourcesArtifact } from './artifacts/sources.ts';
export type { ManifestMeta } from './artifacts/surroundings.ts';
export { type ConsoleOptions, consoleReporter } from './console/reporter.ts';
export { type AskedFor, compiledAnswer, previewAnswer } from './dbt/answers.ts';
export { DbtLog, type LogFormat, type LogTarget } from './dbt/dbt-log.ts';
export { freshnessLog } from './dbt/freshness.ts';
export { concurrency, entry, type LogEntry } from './dbt/log-entry.ts';
export type { LoggedProject } from './dbt/node-info.ts';
export { packageEntries } from './dbt/packages.ts';
export { type DbtReporter, dbtReporter } from './dbt/reporter.ts';
export {
  everyWarningIsAnError,
  fateOf as warningFate,
  readWarningRules,
  ruled,
  usualRules,
  type WarningRules,
} from './dbt/warning-rules.ts';
export { placeOf, printDiagnostic } from './diagnostic/print.ts';
export { bytes, count, counted, duration, percent } from './format/amounts.ts';
export { freshnessLines } from './freshness/lines.ts';
export { type AnnotationOptions, githubAnnotations } from './github/annotations.ts';
export { diagnosticData } from './json/diagnostic.ts';
export { jsonReporter } from './json/reporter.ts';
export { type JunitMeta, junit } from './junit/junit.ts';
export type { Every, Output, Style } from './output.ts';
export { packagesReporter } from './packages/lines.ts';
export { planJson } from './plan/plan-json.ts';
export { type Orphan, type PlanReport, planLinesOf as planLines } from './plan/plan-report.ts';
export { verboseLines } from './plan/verbose-lines.ts';
export type { Reporter } from './reporter.ts';
export { rowsJson, rowsJsonLines, rowsTable } from './rows/rows.ts';
