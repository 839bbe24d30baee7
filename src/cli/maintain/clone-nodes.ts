import { duckdb } from '../../adapters/duckdb/index.ts';
import { systemClock } from '../../base/index.ts';
import { cloneDirectly } from '../../execute/index.ts';
import { builtElsewhere } from '../dbt/deferral.ts';
import { nodeLabel, openProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { RunOptions } from '../options.ts';
import { directRunSettings } from '../run/direct-settings.ts';
import { type ExitCode, RunReport } from '../run/run-report.ts';
import { selectNodes } from '../select/select-nodes.ts';
import type { Terminal } from '../terminal.ts';

const kind = { command: 'clone', models: true, snapshots: true, seeds: true, tests: false } as const;

/** `clone`: copies the selected nodes from where an earlier run has built them. */
export async function cloneNodes(options: RunOptions, terminal: Terminal): Promise<ExitCode> {
  const report = new RunReport(kind, options, terminal);
  const opened = await openProject(options, terminal);
  if (!opened.ok) return report.refuse(opened.diagnostics);
  const { project, manifest } = opened.value;
  if (project.dialect === 'native') {
    const { cloneNatively } = await import('./clone-natively.ts');
    return cloneNatively(options, terminal);
  }
  report.open(opened.value);
  const built = builtElsewhere(project.root, project.flags, 'clone from');
  if (!built.ok) return report.refuse(built.diagnostics);
  const selection = selectNodes(options, opened.value, ['model', 'seed', 'snapshot']);
  if (!selection.ok) return report.refuse(selection.diagnostics);
  report.begin(opened.value);
  const nodes = [...manifest.nodes.values()].filter(({ id }) => selection.value.nodes.has(id));
  report.diagnose(selection.value.warnings);
  if (nodes.length === 0) return report.nothing(selection.value.warnings, opened.value);
  const warehouse = await duckdb.open(project.target, waitOf(options, terminal));
  if (!warehouse.ok)
    return report.refuse([openingFailed(warehouse, project.target, terminal, project, options.wait)]);
  try {
    const { emit, runId, startedAt } = report;
    const of = (wanted: string): number => nodes.filter(({ resource }) => resource === wanted).length;
    emit({
      kind: 'planned',
      at: systemClock.now(),
      nodes: nodes.map((node) => nodeLabel(node, manifest)),
      selected: { models: of('model'), seeds: of('seed'), snapshots: of('snapshot'), tests: 0 },
      buildMissing: [],
    });
    const selected = selection.value.nodes;
    const invocation = { command: 'clone', runId, startedAt, selected, emit, terminal, writes: true };
    const settings = directRunSettings(opened.value, invocation, warehouse.value, { failFast: false });
    const { outcomes, refused } = await cloneDirectly(nodes, built.value, settings);
    if (refused.length > 0) return report.refuse(refused);
    return report.finish(outcomes);
  } finally {
    await warehouse.value.close();
  }
}
