import { type Command, InvalidArgumentError, Option } from 'commander';
import { commandOptions } from './command-options.ts';
import type { DbtOption } from './dbt-option.ts';
import { globalOptions } from './global-options.ts';

/** The options of one of dbt's commands. */
export const optionsOf = (command: string): readonly DbtOption[] => [
  ...globalOptions,
  ...(commandOptions[command] ?? []),
];

/** Options of ours that have no meaning in a dbt project. */
const nativeOnly: ReadonlySet<string> = new Set(['--build-missing', '--no-build-missing']);

/** Adds dbt's options to a command, and of our own those that dbt has not. */
export function addDbtOptions(command: Command, name: string, own: readonly Option[]): Command {
  for (const option of optionsOf(name)) for (const each of commanderOptions(option)) command.addOption(each);
  const taken = new Set(command.options.flatMap(({ long, short }) => [long, short]));
  for (const option of own) {
    if (nativeOnly.has(option.long!) || taken.has(option.long)) continue;
    if (option.short !== undefined && taken.has(option.short)) continue;
    command.addOption(option);
  }
  return command;
}

/** The spellings of an option: the one that is shown, its negation, and old names. */
function commanderOptions({ names, value, text, negatable, also, choices, idle }: DbtOption): Option[] {
  const main = new Option(value === undefined ? names : `${names} ${value}`, text);
  const others = [
    ...(also ?? []).map((other) => new Option(value === undefined ? other : `${other} ${value}`)),
    ...(negatable === true ? [new Option(`--no-${longName(names).slice(2)}`)] : []),
  ].map((option) => option.hideHelp());
  if (choices !== undefined) main.argChoices = [...choices];
  for (const option of [main, ...others]) if (!option.negate) option.argParser(parserOf(value, choices));
  if (idle === true) main.hideHelp();
  return [main, ...others];
}

type Parser = (text: string, before: unknown) => unknown;

function parserOf(value: DbtOption['value'], choices: readonly string[] | undefined): Parser {
  if (value === '<words...>')
    return (text, before) => [
      ...(Array.isArray(before) ? before : []),
      ...text.split(' ').filter((word) => word !== ''),
    ];
  if (value === '<n>')
    return (text) => {
      if (!/^-?\d+$/.test(text)) throw new InvalidArgumentError('expected a whole number.');
      return Number(text);
    };
  if (choices === undefined) return (text) => text;
  return (text) => {
    const lower = text.toLowerCase();
    if (!choices.includes(lower))
      throw new InvalidArgumentError(`Allowed choices are ${choices.join(', ')}.`);
    return lower;
  };
}

export const longName = (names: string): string => names.slice(names.indexOf('--'));

/** What the command line gives, by the keys of the options. */
export function givenValues(command: Command, name: string): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const { key, names, also } of optionsOf(name)) {
    for (const spelling of [longName(names), ...(also ?? [])]) {
      const attribute = new Option(spelling).attributeName();
      if (command.getOptionValueSource(attribute) !== 'cli') continue;
      const value: unknown = command.getOptionValue(attribute);
      const before = values.get(key);
      values.set(key, Array.isArray(before) && Array.isArray(value) ? [...before, ...value] : value);
    }
  }
  return values;
}

/** Names that commands know, for the values of dbt's options. */
const nativeNames: Readonly<Record<string, string>> = {
  resourceTypes: 'resourceType',
  excludeResourceTypes: 'excludeResourceType',
};

/** Values of dbt's options by the names that commands know, and by dbt's in `dbt`. */
export const namedValues = (
  given: Readonly<Record<string, unknown>>,
): { readonly dbt: Readonly<Record<string, unknown>> } => ({
  ...Object.fromEntries(Object.entries(given).map(([key, value]) => [nativeNames[key] ?? key, value])),
  dbt: given,
});
