import { Command, CommanderError } from 'commander';
import { commandFirst } from './argument-order.ts';
import type { AssayCommand } from './command.ts';
import { commands } from './commands/index.ts';
import { addEverywhere } from './options.ts';
import type { Terminal } from './terminal.ts';
import { version } from './version.ts';
import { wrongUse } from './wrong-use.ts';

/** Parses the command line, as `process.argv` has it, and runs the command. Resolves to the exit code. */
export async function runProgram(argv: readonly string[], terminal: Terminal): Promise<number> {
  const args = argv.slice(2);
  const program = new Command('assay')
    .description('SQL transformations on DuckDB, tested before they are published')
    .version(version, '-V, --version')
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeErr: (text) => terminal.stderr.write(text),
      writeOut: (text) => terminal.stdout.write(text),
      outputError: (text, write) => write(wrongUse(text, args, commands)),
    })
    .addHelpText('after', '\nassay COMMAND --help tells what a command takes.');
  let exitCode = 0;
  for (const command of commands)
    add(program, command, terminal, (code) => {
      exitCode = code;
    });
  try {
    await program.parseAsync(commandFirst(args, commands), { from: 'user' });
    return exitCode;
  } catch (thrown) {
    if (!(thrown instanceof CommanderError)) throw thrown;
    return thrown.exitCode === 0 ? 0 : 2;
  }
}

function add<Options>(
  program: Command,
  definition: AssayCommand<Options>,
  terminal: Terminal,
  exit: (code: number) => void,
): void {
  const command = program.command(definition.name).description(definition.summary).exitOverride();
  for (const alias of definition.aliases ?? []) command.alias(alias);
  for (const argument of definition.arguments ?? []) command.argument(argument.name, argument.description);
  addEverywhere(definition.options(command)).action(async (...args: unknown[]) => {
    const options = command.opts<Options & { debug?: boolean }>();
    try {
      exit(
        await definition.run(options as Options, terminal, args.slice(0, command.args.length).map(String)),
      );
    } catch (thrown) {
      exit(1);
      terminal.stderr.write(internalError(thrown, options.debug === true));
    }
  });
}

function internalError(thrown: unknown, debug: boolean): string {
  const stack = thrown instanceof Error ? thrown.stack : String(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (!debug)
    return `error A9001: ${message}\n  this is a mistake of Assay, not yours: run again with --debug and report what it prints\n`;
  return `error A9001: ${message}\n${stack}\n  assay ${version}, node ${process.version}, ${process.platform} ${process.arch}\n`;
}
