import { SourceText } from '../../base/index.ts';
import { flagKey, type Project, readYaml, toPlain } from '../../project/index.ts';
import type { OperationOptions } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** What run_results.json says of how the command was called. */
export function runArguments(
  command: string,
  options: OperationOptions,
  project: Project,
  terminal: Terminal,
): Readonly<Record<string, unknown>> {
  const selection = {
    which: command,
    select: options.select ?? [],
    exclude: options.exclude ?? [],
  };
  if (project.policies.artifactKeys === 'shared')
    return { ...selection, target: project.target.name, ...givenOf(options) };
  return {
    ...byKeys(options.dbt ?? {}),
    ...byKeys(project.flags),
    ...operation(options),
    ...selection,
    resource_types: options.resourceType ?? [],
    exclude_resource_types: options.excludeResourceType ?? [],
    vars: toPlain(project.givenVars),
    project_dir: project.root,
    log_path: project.paths.logs,
    target: project.target.name,
    invocation_command: `${terminal.program} ${command}`,
  };
}

/** What was asked for besides, for `retry`; what was not is left out. */
function givenOf(options: OperationOptions): Readonly<Record<string, unknown>> {
  const { fullRefresh, storeFailures, failFast, defer, favorState, deferState, state } = options;
  const given = { fullRefresh, storeFailures, failFast, defer, favorState, deferState, state };
  return {
    ...byKeys(given),
    ...(options.buildMissing === false && { build_missing: false }),
    ...(options.vars !== undefined && { vars: asPlain(options.vars, '--vars') }),
  };
}

const byKeys = (values: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) => (value === undefined ? [] : [[flagKey(name), value]])),
  );

/** The macro that was called, and with what. */
function operation({ macro, args }: OperationOptions): Readonly<Record<string, unknown>> {
  if (macro === undefined) return {};
  return { macro, args: asPlain(args ?? '{}', '--args') };
}

function asPlain(text: string, option: string): unknown {
  const read = readYaml(new SourceText(option, text));
  return read.ok ? toPlain(read.value.value) : {};
}
