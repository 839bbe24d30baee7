import { type Event, type NodeLabel, type Outcome, unreachable } from '../../base/index.ts';
import { diagnosticData } from './diagnostic.ts';

/** An event as one flat object. Its keys are an interface: they are added to, never renamed. */
export function eventData(event: Event): Record<string, unknown> {
  const head = { event: event.kind, at: iso(event.at) };
  switch (event.kind) {
    case 'run_started':
      return {
        ...head,
        run_id: event.runId,
        command: event.command,
        project: event.project,
        target: event.target,
        warehouse: event.warehouse,
        version: event.version,
        threads: event.threads,
      };
    case 'planned':
      return {
        ...head,
        selected: event.selected,
        build_missing: event.buildMissing,
        ...(event.reused !== undefined && { reused: event.reused }),
        nodes: event.nodes.map(labelData),
      };
    case 'step_started':
      return { ...head, step: event.step, node: event.node };
    case 'step_progressed':
      return { ...head, node: event.node, percent: event.percent };
    case 'batch_started':
      return { ...head, node: event.node, ...event.batch };
    case 'batch_finished':
      return { ...head, node: event.node, ...event.batch, status: event.status, elapsed_ms: event.elapsedMs };
    case 'step_finished':
      return { ...head, step: event.step, ...outcomeData(event.outcome) };
    case 'published':
      return { ...head, nodes: event.nodes };
    case 'withheld':
      return { ...head, nodes: event.nodes, kept: event.kept, because: event.because };
    case 'diagnosed':
      return { ...head, ...diagnosticData(event.diagnostic) };
    case 'said':
      return { ...head, text: event.text, print: event.print, ...given('node', event.node) };
    case 'interrupted':
      return head;
    case 'run_finished':
      return {
        ...head,
        elapsed_ms: Math.round(event.elapsedMs),
        exit_code: event.exitCode,
        counts: countByStatus(event.outcomes),
      };
    default:
      return unreachable(event);
  }
}

export function iso(milliseconds: number): string {
  let text = moments.get(milliseconds);
  if (text === undefined) {
    text = new Date(milliseconds).toISOString();
    if (moments.size >= 1000) moments.clear();
    moments.set(milliseconds, text);
  }
  return text;
}

/** Many things happen at the same time, above all those that are reused. */
const moments = new Map<number, string>();

const given = (key: string, value: unknown): Record<string, unknown> =>
  value === undefined ? {} : { [key]: value };

const labelData = (label: NodeLabel): Record<string, unknown> => ({
  node: label.id,
  resource: label.resource,
  label: label.label,
  materialized: label.materialized,
  path: label.path,
  ...given('attached_to', label.attachedTo),
  ...given('tests', label.tests),
  ...given('test', label.test),
});

const outcomeData = (outcome: Outcome): Record<string, unknown> => ({
  node: outcome.node,
  status: outcome.status,
  started_at: iso(outcome.startedAt),
  finished_at: iso(outcome.finishedAt),
  elapsed_ms: Math.round(outcome.elapsedMs * 1000) / 1000,
  thread: outcome.thread,
  ...given('rows', outcome.rows),
  ...given('failures', outcome.failures),
  ...given('tested', outcome.tested),
  ...given('failing', outcome.failing),
  ...given('because', outcome.because),
  ...given('relation', outcome.relation),
  ...given('compiled_path', outcome.compiledPath),
  ...(outcome.diagnostics.length > 0 && { diagnostics: outcome.diagnostics.map(diagnosticData) }),
});

function countByStatus(outcomes: readonly Outcome[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const { status } of outcomes) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}
