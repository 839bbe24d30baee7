import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { dbtCommands, commands as everyCommand } from '../../../src/cli/commands/index.ts';
import { longName, optionsOf } from '../../../src/cli/dbt/add-options.ts';
import { repository } from '../harness.ts';

/** Every option of dbt's commands, as its own command line tells of them: the spellings, and the choices there are. */
const recorded: Readonly<Record<string, readonly string[]>> = JSON.parse(
  readFileSync(join(repository, 'tests/fixtures/dbt-cli/options.json'), 'utf8'),
);
const { dbt: _, 'every command': common = [], ...commands } = recorded;

const aliases = new Map(
  [...everyCommand, ...dbtCommands].flatMap(({ name, aliases = [] }) => {
    const group = name.includes(' ') ? `${name.split(' ', 1)[0]} ` : '';
    return aliases.map((alias) => [`${group}${alias}`, name] as const);
  }),
);

/** The spellings that a command takes, each with the choices of its option. */
function taken(command: string): ReadonlyMap<string, string> {
  const spellings = new Map<string, string>();
  for (const { names, also = [], negatable, choices } of optionsOf(command)) {
    const all = [
      ...names.split(', '),
      ...also,
      ...(negatable === true ? [`--no-${longName(names).slice(2)}`] : []),
    ];
    for (const each of all) spellings.set(each, [...(choices ?? [])].sort().join('|'));
  }
  return spellings;
}

describe('every option of dbt is known, in every spelling', () => {
  test.each(Object.keys(commands))('%s', (command) => {
    const known = taken(aliases.get(command) ?? command);
    const missing = [...common, ...commands[command]!].flatMap((line) => {
      const [spellings = '', choices = ''] = line.split(' = ');
      // Types of resources are looked at when nodes are selected.
      const expected = spellings.includes('resource-type') ? '' : choices;
      return spellings.split(' ').filter((each) => known.get(each) !== expected);
    });
    expect(missing).toEqual([]);
  });
});
