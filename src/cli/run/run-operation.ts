import { duckdb } from '../../adapters/duckdb/index.ts';
import {
  didYouMean,
  error,
  fail,
  type Outcome,
  ok,
  type Result,
  SourceText,
  systemClock,
} from '../../base/index.ts';
import { DirectRun, operateDirectly, operationMacro } from '../../execute/index.ts';
import { fromYaml } from '../../manifest/index.ts';
import { isMapping, readYaml } from '../../project/index.ts';
import type { Value } from '../../template/index.ts';
import { openProject } from '../open/open-project.ts';
import { openingFailed, waitOf } from '../open/open-warehouse.ts';
import type { OperationOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { directRunSettings } from './direct-settings.ts';
import { type ExitCode, RunReport } from './run-report.ts';

/** `run-operation`: calls a macro of the project or of a package. */
export async function operate(
  macro: string,
  options: OperationOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const kind = { command: 'run-operation', models: false, seeds: false, tests: false } as const;
  const report = new RunReport(kind, { ...options, macro }, terminal);
  const kwargs = argumentsOf(options.args);
  if (!kwargs.ok) return report.refuse(kwargs.diagnostics);
  const opened = await openProject(options, terminal);
  if (!opened.ok) return report.refuse(opened.diagnostics);
  const { project, manifest } = opened.value;
  report.open(opened.value);
  const [owner, name] = macro.includes('.') ? macro.split('.', 2) : [undefined, macro];
  const call = { name: name!, kwargs: kwargs.value, ...(owner !== undefined && { packageName: owner }) };
  const entry = operationMacro(call, { manifest, project });
  if (entry === undefined) {
    const names = [...manifest.macros.seenFrom(project.name).names()];
    const hint = didYouMean(call.name, names);
    return report.refuse([
      error('A2037', `there is no macro '${macro}' to call`, hint === undefined ? {} : { hint }),
    ]);
  }
  const warehouse = await duckdb.open(project.target, waitOf(options, terminal));
  if (!warehouse.ok)
    return report.refuse([openingFailed(warehouse, project.target, terminal, project, options.wait)]);
  try {
    const { emit, runId, startedAt } = report;
    const invocation = {
      command: kind.command,
      runId,
      startedAt,
      selected: new Set<string>(),
      emit,
      terminal,
      writes: false,
    };
    const run = new DirectRun(
      directRunSettings(opened.value, invocation, warehouse.value, { failFast: false }),
    );
    const began = systemClock.now();
    const result = await operateDirectly(entry, call, run);
    if (!result.ok) report.diagnose(result.diagnostics);
    return report.finish([outcomeOf(entry.id, result, began)]);
  } finally {
    await warehouse.value.close();
  }
}

function argumentsOf(text: string | undefined): Result<ReadonlyMap<string, Value>> {
  if (text === undefined) return ok(new Map());
  const read = readYaml(new SourceText('--args', text), { repeatedKeys: 'last' });
  if (!read.ok) return read;
  const { value } = read.value;
  if (value === null) return ok(new Map());
  if (isMapping(value)) return ok(new Map(Object.entries(value).map(([key, each]) => [key, fromYaml(each)])));
  return fail(
    error('A4001', `--args is a mapping in YAML, not '${text}'`, { hint: "such as: --args '{days: 3}'" }),
  );
}

function outcomeOf(id: string, result: Result<Value>, began: number): Outcome {
  const at = systemClock.now();
  return {
    node: id,
    status: result.ok ? 'success' : 'error',
    compileStartedAt: began,
    startedAt: began,
    finishedAt: at,
    elapsedMs: at - began,
    failures: result.ok ? 0 : 1,
    diagnostics: [],
    thread: 0,
  };
}
