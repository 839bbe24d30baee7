import type { Command } from 'commander';
import type { Dialect } from '../dialect.ts';
import { bashScript } from './bash.ts';
import { type CommandLines, completedCommands } from './completed-command.ts';
import { fishScript } from './fish.ts';
import { zshScript } from './zsh.ts';

export const shells: ReadonlyMap<string, (commandLines: CommandLines) => string> = new Map([
  ['bash', bashScript],
  ['zsh', zshScript],
  ['fish', fishScript],
]);

export const commandLinesOf = (commandLine: (dialect: Dialect) => Command): CommandLines => ({
  native: completedCommands(commandLine('native')),
  dbt: completedCommands(commandLine('dbt')),
});
