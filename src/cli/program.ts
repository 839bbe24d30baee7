import { resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { addCommand, type CommandSettings, goesBy } from './add-command.ts';
import { commandFirst } from './argument-order.ts';
import type { AssayCommand } from './command.ts';
import { commands, dbtCommands } from './commands/index.ts';
import { arrangeArguments } from './dbt/arrange-arguments.ts';
import { asksForVersion, versionText } from './dbt/version-text.ts';
import { type Dialect, dialectAt, projectDirIn } from './dialect.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { wrongUse } from './wrong-use.ts';

/** Parses the command line, as `process.argv` has it, and runs the command. Resolves to the exit code. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  const given = argv.slice(2);
  const asDbt = terminal.program === 'dbt';
  if (asDbt && asksForVersion(given)) {
    terminal.stdout.write(await versionText());
    return 0;
  }
  const place = placeOf(given, terminal);
  const dialect = dialectAt(place) ?? (asDbt ? 'dbt' : 'native');
  const known = [...commands, ...dbtCommands];
  const { args, twice } =
    dialect === 'dbt'
      ? arrangeArguments(given, (word) => isCommand(word, known))
      : { args: commandFirst(given, commands), twice: [] };
  const wrong = (text: string) => terminal.stderr.write(wrongUse(text, args, known, terminal.program));
  if (asDbt && dialect === 'native') {
    terminal.stderr.write(
      'error A4010: this is a project of Assay’s own kind, and dbt is for dbt projects\n  call assay instead of dbt\n',
    );
    return 2;
  }
  if (asDbt && args[0] === 'init') {
    terminal.stderr.write(
      'error A4012: dbt init is not here: it asks for what to connect to, and that is DuckDB\n  assay init makes a project of Assay’s own kind; a dbt project needs a dbt_project.yml and a profiles.yml\n',
    );
    return 2;
  }
  if (twice.length > 0) {
    wrong(`error: option '${twice[0]}' stands both before and after the command`);
    return 2;
  }
  let exitCode = 0;
  const program = commandLine(dialect, {
    place,
    terminal,
    wrong,
    called: known.some((command) => goesBy(command, args[0])) ? args[0] : undefined,
    exit: (code) => {
      exitCode = code;
    },
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : 2;
  }
}

interface CommandLineSettings extends Pick<CommandSettings, 'place' | 'terminal' | 'exit' | 'called'> {
  /** Tells what is wrong with it. */
  readonly wrong: (text: string) => void;
}

/** All the commands, as they are in projects of a kind. */
function commandLine(dialect: Dialect, { wrong, ...settings }: CommandLineSettings): Command {
  const { terminal } = settings;
  const name = terminal.program;
  const program = new Command(name)
    .description('SQL transformations on DuckDB, tested before they are published')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => terminal.stderr.write(text),
      writeOut: (text) => terminal.stdout.write(text),
      outputError: wrong,
      // Whatever the terminal's: the same text as the bundle has, which bin/ prints.
      getOutHelpWidth: () => helpWidth,
      getErrHelpWidth: () => helpWidth,
    })
    .addHelpText('after', `\n${name} COMMAND --help tells what a command takes.`);
  if (name === 'dbt') program.option('-v, --version', 'output the version number');
  else program.version(version, '-V, --version');
  const ofCommands = {
    ...settings,
    dialect,
    commandLine: (other: Dialect) => commandLine(other, { ...settings, wrong, called: undefined }),
  };
  for (const command of commands) addCommand(program, command, ofCommands);
  for (const command of dbtCommands) addCommand(program, command, { ...ofCommands, onlyDbt: true });
  return program;
}

const helpWidth = 100;

/** Where the project is looked for: where it is said, else the working folder, else where the environment says. */
function placeOf(args: readonly string[], { cwd, env, program }: Terminal): string {
  const said = projectDirIn(args);
  if (said !== undefined) return resolve(cwd, said);
  const named = env.DBT_ENGINE_PROJECT_DIR || env.DBT_PROJECT_DIR;
  return named && (program === 'dbt' || dialectAt(cwd) !== 'native') ? resolve(cwd, named) : cwd;
}

const isCommand = (word: string, known: readonly AssayCommand<never>[]): boolean =>
  known.some(({ name, aliases }) => name.split(' ', 1)[0] === word || aliases?.includes(word) === true);
