import { resolve } from 'node:path';
import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import { type EarlierInvocation, earlierInvocation, type Project } from '../../project/index.ts';
import { namedValues } from '../dbt/add-options.ts';
import { earlierOptions } from '../dbt/earlier-options.ts';
import { readProject } from '../open/open-project.ts';
import type { RepeatedRun, RunOptions } from '../options.ts';
import { talkOf } from '../talk.ts';
import { shownFolder, type Terminal } from '../terminal.ts';
import { runKinds } from './run-kinds.ts';
import type { ExitCode } from './run-report.ts';

type Repeatable = (typeof repeatable)[number];
const repeatable = [
  'build',
  'run',
  'test',
  'seed',
  'snapshot',
  'compile',
  'clone',
  'generate',
  'run-operation',
] as const;

/** `retry`: the command of the earlier run again, with its options, for what failed or was skipped in it. */
export async function retryRun(options: RunOptions, terminal: Terminal): Promise<ExitCode> {
  const earlier = await toRepeat(options, terminal);
  if (!earlier.ok) return refuse(earlier.diagnostics, options, terminal);
  const { command, args, run, dialect } = earlier.value;
  const again =
    dialect === 'native'
      ? { ...nativeOptions(args), ...withoutState(options), repeated: run }
      : {
          ...options,
          ...namedValues(earlierOptions(optionsCommand(command), args, options.dbt ?? {})),
          repeated: run,
        };
  switch (command) {
    case 'compile': {
      const { compileProject } = await import('../inspect/compile-project.ts');
      return compileProject(again, terminal);
    }
    case 'generate': {
      const { generateDocs } = await import('../inspect/generate-docs.ts');
      return generateDocs(again, terminal);
    }
    case 'clone': {
      const { cloneNodes } = await import('../maintain/clone-nodes.ts');
      return cloneNodes(again, terminal);
    }
    case 'run-operation': {
      if (run.nodes.size === 0) return 0;
      const { operate } = await import('./run-operation.ts');
      return operate(String(args.macro), again, terminal);
    }
    default: {
      const { runProject } = await import('./run-project.ts');
      return runProject(runKinds[command], again, terminal);
    }
  }
}

const optionsCommand = (command: Repeatable): string => (command === 'generate' ? 'docs generate' : command);

const withoutState = ({ state: _, ...options }: RunOptions): RunOptions => options;

interface Earlier {
  readonly dialect: Project['dialect'];
  readonly command: Repeatable;
  readonly args: Readonly<Record<string, unknown>>;
  readonly run: RepeatedRun;
}

async function toRepeat(options: RunOptions, terminal: Terminal): Promise<Result<Earlier>> {
  const loaded = await readProject(options, terminal, 'settings');
  if (!loaded.ok) return loaded;
  const { root, paths, flags, dialect } = loaded.value;
  const state = flags.state ?? options.state;
  const folder = state === undefined ? paths.target : resolve(root, state);
  const shown = state ?? shownFolder(folder, terminal);
  const earlier = earlierInvocation(folder, shown);
  if (!earlier.ok) return earlier;
  if (earlier.value === undefined)
    return fail(
      error('A4014', `there is no run to repeat: no run_results.json is in '${shown}'`, {
        hint: 'build, run, test, seed and snapshot write it; --state names another folder',
      }),
    );
  const { which } = earlier.value.args;
  const command = repeatable.find((each) => each === which);
  if (command === undefined)
    return fail(
      error('A4014', `the run in '${shown}' cannot be repeated: it is of the command '${String(which)}'`, {
        hint: `these can: ${repeatable.join(', ')}`,
      }),
    );
  const run = leftOf(earlier.value, command, flags.warnError);
  const subjects = new Set(dialect === 'native' ? earlier.value.results.map(({ node }) => node) : []);
  return ok({ dialect, command, args: earlier.value.args, run: { ...run, subjects } });
}

const failed: ReadonlySet<string> = new Set(['error', 'fail', 'skipped', 'runtime error', 'partial success']);

/** What run_results.json of a native project says of how the command was called. */
function nativeOptions(args: Readonly<Record<string, unknown>>): RunOptions {
  const { target, vars, full_refresh, store_failures, fail_fast, build_missing, defer, favor_state } = args;
  const { state, defer_state } = args;
  return {
    ...(typeof target === 'string' && { target }),
    ...(vars !== undefined && { vars: JSON.stringify(vars) }),
    ...(full_refresh === true && { fullRefresh: true }),
    ...(store_failures === true && { storeFailures: true }),
    ...(fail_fast === true && { failFast: true }),
    ...(build_missing === false && { buildMissing: false }),
    ...(defer === true && { defer }),
    ...(favor_state === true && { favorState: true }),
    ...(typeof (defer_state ?? state) === 'string' && { deferState: String(defer_state ?? state) }),
  };
}

function leftOf(
  { results, startedAt }: EarlierInvocation,
  command: Repeatable,
  warnError: boolean,
): RepeatedRun {
  const left = results.filter(
    ({ node, status }) =>
      (failed.has(status) || (warnError && status === 'warn')) &&
      (command === 'run-operation' || !node.startsWith('operation.')),
  );
  const batches = left.flatMap(({ node, batches: each }) =>
    each !== undefined && each.successful.length > 0 && each.failed.length > 0 ? [[node, each] as const] : [],
  );
  return { nodes: new Set(left.map(({ node }) => node)), batches: new Map(batches), startedAt };
}

function refuse(problems: readonly Diagnostic[], options: RunOptions, terminal: Terminal): 2 {
  const talk = talkOf('retry', options, terminal);
  talk.diagnose(problems);
  return talk.end(2);
}
