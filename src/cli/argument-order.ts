import type { AssayCommand } from './command.ts';

type Names = readonly Pick<AssayCommand<never>, 'name' | 'aliases'>[];

/** The command that the arguments name, if it is one of these; of a group both words. */
export function commandIn(args: readonly string[], commands: Names): string | undefined {
  const named = (word: string) =>
    commands.find(({ name, aliases }) => name.split(' ')[0] === word || aliases?.includes(word));
  const word = args.find((each) => named(each) !== undefined);
  if (word === undefined || !named(word)!.name.includes(' ')) return word;
  return (
    commands.find(({ name }) => name.startsWith(`${word} `) && args.includes(name.split(' ')[1]!))?.name ??
    word
  );
}

/** Options may stand before the command, as with dbt (`assay --quiet ls`): they are put behind it. */
export function commandFirst(args: readonly string[], commands: Names): string[] {
  const command = commandIn(args, commands);
  const at = command === undefined ? -1 : args.indexOf(command);
  if (command === undefined || at <= 0 || !args[0]!.startsWith('-')) return [...args];
  return [command, ...args.slice(0, at), ...args.slice(at + 1)];
}
