import { Argument, Command } from 'commander';
import type { AssayCommand } from './command.ts';
import { addDbtOptions, givenValues, namedValues } from './dbt/add-options.ts';
import type { Dialect } from './dialect.ts';
import { addEverywhere } from './options.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';

export interface CommandSettings {
  readonly dialect: Dialect;
  /** Absolute: where the project is looked for. */
  readonly place: string;
  readonly terminal: Terminal;
  readonly exit: (code: number) => void;
  /** The whole command line as it is in projects of a kind. */
  readonly commandLine: (dialect: Dialect) => Command;
  /** The command that is called, where it is known: the others need no options then. */
  readonly called?: string | undefined;
  /** A command that only dbt projects have: elsewhere it is not shown, and says so when it is called. */
  readonly onlyDbt?: boolean;
}

export function addCommand<Options>(
  program: Command,
  definition: AssayCommand<Options>,
  settings: CommandSettings,
): void {
  const { dialect, terminal, exit } = settings;
  const command = commandOf(program, definition.name, settings)
    .description(definition.summary)
    .exitOverride();
  for (const alias of definition.aliases ?? []) command.alias(alias);
  for (const { name, description, choices } of definition.arguments ?? []) {
    const argument = new Argument(name, description);
    command.addArgument(choices === undefined ? argument : argument.choices(choices));
  }
  if (settings.called !== undefined && !goesBy(definition, settings.called)) return;
  const refused = settings.onlyDbt === true && dialect !== 'dbt';
  if (refused) command.allowUnknownOption().allowExcessArguments();
  else if (dialect === 'dbt')
    addDbtOptions(command, definition.name, addEverywhere(definition.options(new Command())).options);
  else addEverywhere(definition.options(command));
  command.action(async (...args: unknown[]) => {
    if (refused) {
      terminal.stderr.write(notHere(definition.name));
      exit(2);
      return;
    }
    const options = optionsOf<Options>(command, definition.name, settings);
    try {
      const given = args.slice(0, command.args.length).map(String);
      exit(await definition.run(options, terminal, given, settings.commandLine));
    } catch (thrown) {
      exit(1);
      terminal.stderr.write(internalError(thrown, options.debug === true));
    }
  });
}

/** Whether a command, or the group that it is of, is called by the first word of a command line. */
export const goesBy = ({ name, aliases }: AssayCommand<never>, word: string | undefined): boolean =>
  name.split(' ', 1)[0] === word ||
  (word !== undefined && !name.includes(' ') && aliases?.includes(word) === true);

/** A command of a group stands below the group's own, which is made with the first of them. */
function commandOf(program: Command, name: string, { dialect, onlyDbt }: CommandSettings): Command {
  const hidden = onlyDbt === true && dialect !== 'dbt';
  const [first = '', second] = name.split(' ');
  if (second === undefined) return program.command(first, { hidden });
  const group =
    program.commands.find((command) => command.name() === first) ??
    program.command(first, { hidden }).description(`${first} …: more commands`).exitOverride();
  return group.command(second);
}

/** The values of the command line by the names that commands know; those of dbt's options also by dbt's, in `dbt`. */
function optionsOf<Options>(
  command: Command,
  name: string,
  { dialect, place }: CommandSettings,
): Options & { readonly debug?: boolean } {
  if (dialect !== 'dbt') return command.opts<Options & { debug?: boolean }>();
  const given = givenValues(command, name);
  const others = Object.entries(command.opts()).filter(
    ([key]) => command.getOptionValueSource(key) !== 'cli' || !given.has(key),
  );
  return {
    ...Object.fromEntries(others),
    ...namedValues(Object.fromEntries(given)),
    projectDir: place,
  } as unknown as Options & { debug?: boolean };
}

const notHere = (name: string): string =>
  `error A4010: ${name} is for dbt projects, and there is none here\n  go to a folder with a dbt_project.yml, or name one with --project-dir\n`;

function internalError(thrown: unknown, debug: boolean): string {
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!debug)
    return `error A9001: ${message}\n  this is a mistake of Assay, not yours: run again with --debug and report what it prints\n`;
  return `error A9001: ${message}\n${stack}\n  assay ${version}, node ${process.version}, ${process.platform} ${process.arch}\n`;
}
