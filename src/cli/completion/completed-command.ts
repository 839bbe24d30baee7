import type { Command, Option } from 'commander';
import type { Dialect } from '../dialect.ts';

/** A command as a shell completes it. */
export interface CompletedCommand {
  /** One word or two: `docs generate`. */
  readonly name: string;
  readonly summary: string;
  readonly options: readonly CompletedOption[];
}

export interface CompletedOption {
  /** `--select`. */
  readonly long: string;
  /** `-s`. */
  readonly short?: string;
  readonly summary: string;
  /** What may follow it. */
  readonly value: 'nothing' | 'text' | 'folder' | 'file' | readonly string[];
}

/** The commands of both kinds of projects: the script tells by the files which it is in. */
export type CommandLines = Readonly<Record<Dialect, readonly CompletedCommand[]>>;

/** What a program has, without what its help does not show; of a group its commands. */
export function completedCommands(program: Command): readonly CompletedCommand[] {
  const help = program.createHelp();
  return help.visibleCommands(program).flatMap((command): CompletedCommand[] => {
    if (command.name() === 'help') return [];
    const below = command.commands.map((each) => completed(each, `${command.name()} ${each.name()}`));
    return below.length > 0 ? below : [completed(command, command.name())];
  });
}

function completed(command: Command, name: string): CompletedCommand {
  const options = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== undefined);
  return { name, summary: command.description(), options: options.map(completedOption) };
}

const completedOption = (option: Option): CompletedOption => ({
  long: option.long!,
  ...(option.short !== undefined && { short: option.short }),
  summary: option.description,
  value: followedBy(option),
});

function followedBy({ argChoices, flags }: Option): CompletedOption['value'] {
  if (argChoices !== undefined) return argChoices;
  if (!/[<[]/.test(flags)) return 'nothing';
  return /<dir>/.test(flags) ? 'folder' : /<file>/.test(flags) ? 'file' : 'text';
}

/** The first words of all commands, groups once, and what they do. */
export function firstWords(commands: readonly CompletedCommand[]): ReadonlyMap<string, string> {
  const words = new Map<string, string>();
  for (const { name, summary } of commands) {
    const [first = '', second] = name.split(' ');
    words.set(first, second === undefined ? summary : `${first} …: more commands`);
  }
  return words;
}

/** The commands below a word: `generate`, `serve` of `docs`. */
export const wordsBelow = (
  first: string,
  commands: readonly CompletedCommand[],
): readonly (readonly [word: string, summary: string])[] =>
  commands
    .filter(({ name }) => name.startsWith(`${first} `))
    .map(({ name, summary }) => [name.slice(first.length + 1), summary]);

/** The first words that are groups. */
export const groupsOf = (commands: readonly CompletedCommand[]): readonly string[] => [
  ...new Set(commands.filter(({ name }) => name.includes(' ')).map(({ name }) => name.split(' ')[0]!)),
];
