import type { Command } from 'commander';
import type { Dialect } from './dialect.ts';
import type { Terminal } from './terminal.ts';

/** One command: what it is called, what it takes, what it does. Heavy modules are imported in `run`. */
export interface AssayCommand<Options> {
  /** One word, or two for a command of a group: `docs generate`. */
  readonly name: string;
  /** Other names it goes by. */
  readonly aliases?: readonly string[];
  readonly summary: string;
  /** Arguments as commander writes them: `<name>`. */
  readonly arguments?: readonly {
    readonly name: string;
    readonly description: string;
    readonly choices?: readonly string[];
  }[];
  /** What it takes; in dbt projects what dbt's command of the name takes comes first. */
  readonly options: (command: Command) => Command;
  /** Resolves to the exit code: 0 fine, 1 an error or a failing test, 2 wrong use or cannot start, 130 interrupted. */
  readonly run: (
    options: Options,
    terminal: Terminal,
    args: readonly string[],
    /** The whole command line as it is in projects of a kind. */
    commandLine: (dialect: Dialect) => Command,
  ) => Promise<0 | 1 | 2 | 130>;
}
