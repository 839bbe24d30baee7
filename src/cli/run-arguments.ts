import { flagKey, type Project, toPlain } from '../project/index.ts';
import type { RunOptions } from './options.ts';
import type { Terminal } from './terminal.ts';

/** What run_results.json says of how the command was called. */
export function runArguments(
  command: string,
  options: RunOptions,
  project: Project,
  terminal: Terminal,
): Readonly<Record<string, unknown>> {
  const selection = {
    which: command,
    select: options.select ?? [],
    exclude: options.exclude ?? [],
  };
  if (project.policies.artifactKeys === 'shared') return { ...selection, target: project.target.name };
  const flags = Object.entries(project.flags).flatMap(([name, value]) =>
    value === undefined ? [] : [[flagKey(name), value] as const],
  );
  return {
    ...Object.fromEntries(flags),
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
