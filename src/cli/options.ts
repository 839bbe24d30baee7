import { type Command, InvalidArgumentError, Option } from 'commander';
import type { BatchResults, NodeId } from '../base/index.ts';

/** Options that every command on a project takes. */
export interface ProjectOptions {
  readonly projectDir?: string;
  readonly target?: string;
  readonly vars?: string;
  readonly threads?: number;
  readonly targetPath?: string;
  readonly debug?: boolean;
  /** False: without the cache of what was parsed before. */
  readonly partialParse?: boolean;
  /** In dbt projects: what the command line gives, by dbt's names. */
  readonly dbt?: Readonly<Record<string, unknown>>;
}

/** What to work on. */
export interface SelectionOptions {
  readonly select?: readonly string[];
  readonly models?: readonly string[];
  readonly exclude?: readonly string[];
  readonly selector?: string;
  readonly indirectSelection?: 'eager' | 'cautious' | 'buildable' | 'empty';
  readonly resourceType?: readonly string[];
  readonly excludeResourceType?: readonly string[];
  readonly state?: string;
}

/** What is left to do of an earlier run: its nodes, whatever is selected. */
export interface RepeatedRun {
  readonly nodes: ReadonlySet<NodeId>;
  /** Of that run: what is built again with a test of it that has failed, since it was not published. */
  readonly subjects?: ReadonlySet<NodeId>;
  /** Of models that are built in batches: those that failed, and those that are there. */
  readonly batches: ReadonlyMap<NodeId, BatchResults>;
  /** When that run started, up to which batches are built; epoch milliseconds. */
  readonly startedAt: number | undefined;
}

/** What to read elsewhere. */
export interface DeferOptions {
  readonly defer?: boolean;
  readonly favorState?: boolean;
  readonly deferState?: string;
}

/** How a run goes and what it tells. */
export interface RunOptions extends ProjectOptions, SelectionOptions, DeferOptions {
  readonly fullRefresh?: boolean;
  /** Says of each node why it is built, or not. */
  readonly verbose?: boolean;
  /** In dbt projects: does again only what is not proven unchanged. */
  readonly reuse?: boolean;
  /** Builds what has not changed as well. */
  readonly force?: boolean;
  readonly failFast?: boolean;
  readonly storeFailures?: boolean;
  readonly buildMissing?: boolean;
  readonly wait?: number | true;
  readonly junit?: string;
  readonly quiet?: boolean;
  readonly logFormat?: 'text' | 'json';
  readonly repeated?: RepeatedRun;
}

export interface OperationOptions extends RunOptions {
  /** The macro that is called. */
  readonly macro?: string;
  /** Its arguments as YAML. */
  readonly args?: string;
}

export function addProjectOptions(command: Command): Command {
  return command
    .option('--project-dir <dir>', 'the project, or a folder inside it (default: this folder)')
    .option('-t, --target <name>', 'the target to build in, one of those in project.yml')
    .option('--vars <yaml>', "values for var(), as YAML or JSON: '{day: 2001-02-03}'")
    .option('--threads <n>', 'how many models run at the same time', positiveInteger)
    .option('--target-path <dir>', 'where artifacts and compiled SQL go (default: target)')
    .option('--no-partial-parse', 'parses every file anew, whatever is known of it from before')
    .addOption(new Option('--partial-parse').hideHelp());
}

/** What every command takes. */
export const addEverywhere = (command: Command): Command =>
  command
    .option('-q, --quiet', 'only the answer and errors, no notes and no progress')
    .option('--no-color', 'no colours, as with NO_COLOR in the environment')
    .addOption(new Option('--no-use-colors').hideHelp())
    .addOption(new Option('--debug', 'shows where in Assay an internal error happened'));

export function addSelectionOptions(command: Command): Command {
  return command
    .option(
      '-s, --select <selection...>',
      'what to work on: names, tag:…, path:…, config.…, with + for what is up or down of it',
    )
    .addOption(new Option('-m, --models <selection...>', 'as --select').hideHelp())
    .option('--exclude <selection...>', 'what to leave out of it')
    .option('--selector <name>', 'a selection of selectors.yml')
    .addOption(
      new Option('--indirect-selection <mode>', 'which tests come with the selected nodes')
        .choices(['eager', 'cautious', 'buildable', 'empty'])
        .default('eager'),
    )
    .option('--resource-type <type...>', 'only these: model, seed, source, test')
    .option('--exclude-resource-type <type...>', 'all but these')
    .option('--state <dir>', 'the folder with the artifacts of an earlier run, for state: and result:');
}

export function addRunOptions(command: Command): Command {
  return addWait(addFailFast(addDefer(addSelectionOptions(addProjectOptions(command)))))
    .option('--junit <file>', 'writes the results as JUnit XML')
    .addOption(
      new Option('--log-format <format>', 'how progress is printed')
        .choices(['text', 'json'])
        .default('text'),
    );
}

const addFailFast = (command: Command): Command =>
  command.option('-x, --fail-fast', 'starts nothing new after the first failure');

export const addWait = (command: Command): Command =>
  command.option(
    '--wait [seconds]',
    'waits when another process has the warehouse open (without a number: until it is free)',
    positiveInteger,
  );

/** Reading what another run has built, instead of building it here first. */
export const addDefer = (command: Command): Command =>
  command
    .option('--defer', 'reads what is not selected and was never built here where --state has it')
    .option('--favor-state', 'with --defer: also what was built here')
    .option('--defer-state <dir>', 'the folder of the artifacts to defer to, if it is another than --state');

export const addFullRefresh = (command: Command): Command =>
  command.option('-f, --full-refresh', 'makes incremental models anew instead of adding to them');

export const addForce = (command: Command): Command =>
  command.option('--force', 'builds and tests what is unchanged too, instead of reusing it');

export const addVerbose = (command: Command): Command =>
  command.option('-v, --verbose', 'says of each node why it is built, or why not');

export const addBuildMissing = (command: Command): Command =>
  command.option(
    '--no-build-missing',
    'fails when something upstream was never built, instead of building it first',
  );

export const addStoreFailures = (command: Command): Command =>
  command.option('--store-failures', 'keeps the failing rows of tests in tables');

export function positiveInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1)
    throw new InvalidArgumentError('expected a whole number of at least 1.');
  return value;
}

/** Which of the selected nodes a command runs. */
export interface RunKind {
  readonly command:
    | 'build'
    | 'run'
    | 'test'
    | 'seed'
    | 'snapshot'
    | 'run-operation'
    | 'compile'
    | 'show'
    | 'clone'
    | 'generate';
  readonly models: boolean;
  readonly snapshots?: boolean;
  readonly seeds: boolean;
  readonly tests: boolean;
}
