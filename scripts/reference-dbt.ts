import type { AssayCommand } from '../src/cli/command.ts';
import { commands, dbtCommands } from '../src/cli/commands/index.ts';
import { commandOptions } from '../src/cli/dbt/command-options.ts';
import type { DbtOption } from '../src/cli/dbt/dbt-option.ts';
import { globalOptions } from '../src/cli/dbt/global-options.ts';
import { type FlagDefinition, flagDefinitions, flagKey } from '../src/project/index.ts';
import { code, markdown, table } from './markdown.ts';

/** What the reference says of the command line in dbt projects. */
export const dbtSections = (): readonly (readonly [name: string, text: string])[] => [
  ['dbt options: every command', withIdle(globalOptions)],
  ['dbt options: most commands', withIdle(shared())],
  ...knownCommands().map((command) => [`dbt command: ${command.name}`, section(command)] as const),
  ['dbt flags', flags()],
];

/** Those of dbt, in the order of the help. */
export const knownCommands = (): readonly AssayCommand<never>[] =>
  [...commands, ...dbtCommands].filter(({ name }) => commandOptions[name] !== undefined);

/** Options that many commands take stand in a table of their own. */
function shared(): readonly DbtOption[] {
  const uses = new Map<string, { option: DbtOption; count: number }>();
  for (const option of Object.values(commandOptions).flat()) {
    const known = uses.get(keyOf(option));
    if (known === undefined) uses.set(keyOf(option), { option, count: 1 });
    else known.count++;
  }
  return [...uses.values()].filter(({ count }) => count >= 8).map(({ option }) => option);
}

const keyOf = ({ key, names, text }: DbtOption): string => `${key} ${names} ${text}`;

function section(command: AssayCommand<never>): string {
  const options = commandOptions[command.name] ?? [];
  const common = new Map(shared().map((option) => [keyOf(option), option]));
  const [told, own] = [
    options.filter((each) => common.has(keyOf(each))),
    options.filter((each) => !common.has(keyOf(each))),
  ];
  const words = (command.arguments ?? []).map(({ name }) => ` ${name}`).join('');
  const lines = [`\`dbt ${command.name}${words}\` ${command.summary}.`];
  if (command.aliases !== undefined)
    lines.push(`It also goes by ${command.aliases.map((alias) => code(`dbt ${alias}`)).join(', ')}.`);
  const names = told.filter(({ idle }) => idle !== true).map(({ names }) => code(longName(names)));
  if (names.length > 0)
    lines.push(
      `It takes, of the [options of most commands](#options-of-most-commands), ${names.join(', ')}${own.length > 0 ? ', and:' : '.'}`,
    );
  if (own.length > 0) lines.push(withIdle(own));
  return lines.join('\n\n');
}

const longName = (names: string): string => names.slice(names.indexOf('--'));

/** Options, and after them those that are taken and change nothing. */
function withIdle(options: readonly DbtOption[]): string {
  const [idle, active] = [options.filter((each) => each.idle), options.filter((each) => !each.idle)];
  const parts: string[] = [];
  if (active.length > 0) parts.push(table(['Option', ''], active.map(row)));
  if (idle.length > 0)
    parts.push(`Accepted, without effect: ${idle.map(({ names }) => code(longName(names))).join(', ')}.`);
  return parts.join('\n\n');
}

function row({ names, value, negatable, also, choices, text }: DbtOption): string[] {
  const no = negatable === true ? `, --no-${longName(names).slice(2)}` : '';
  const others = also === undefined ? '' : ` (also ${also.map(code).join(', ')})`;
  const one = choices === undefined ? '' : `: ${choices.join(', ')}`;
  return [
    code(`${names}${no}${value === undefined ? '' : ` ${value}`}`),
    `${markdown(`${text}${one}`)}${others}`,
  ];
}

function flags(): string {
  const rows = Object.entries<FlagDefinition>(flagDefinitions).map(([name, flag]) => [
    flag.onlyProject === true ? '' : code(optionOf(name)),
    flag.env === undefined ? '' : code(`DBT_${flag.env}`),
    flag.project === true ? code(flagKey(name)) : '',
    flag.otherwise === undefined ? '' : code(String(flag.otherwise)),
  ]);
  return table(['Option', 'Environment', 'Below `flags:`', 'Otherwise'], rows);
}

/** A flag without an option of its own goes by its name. */
function optionOf(name: string): string {
  const all = [...globalOptions, ...Object.values(commandOptions).flat()];
  const option = all.find(({ key }) => key === name);
  return option === undefined ? `--${flagKey(name).replaceAll('_', '-')}` : longName(option.names);
}
