import { Command, type Option } from 'commander';
import { type ErrorCode, errorCodes } from '../src/base/index.ts';
import type { DataTest } from '../src/check/index.ts';
import { commands } from '../src/cli/commands/index.ts';
import { addEverywhere, addProjectOptions, addRunOptions, addSelectionOptions } from '../src/cli/options.ts';
import { dataTests } from '../src/features/tests/index.ts';
import { configKeys } from '../src/project/index.ts';
import { jsonSchemas } from '../src/project/schema/json-schemas.ts';
import { errorExample } from './error-examples.ts';
import { code, markdown, table } from './markdown.ts';
import { dbtSections } from './reference-dbt.ts';

/*
 * What the reference takes from tables in the code. A page holds <!-- generated: NAME --> … <!-- end --> with the text that
 * `sections` has under the name; scripts/docs.mjs writes them anew, and tests/docs holds them current.
 */

const marker = /(<!-- generated: ([^>]+?) -->\n)[\s\S]*?(<!-- end -->)/g;

/** The page with its generated sections as they should be. */
export function regenerated(page: string): string {
  const all = sections();
  return page.replace(marker, (_, before: string, name: string, after: string) => {
    const section = all.get(name);
    if (section === undefined) throw new Error(`there is no section '${name}'`);
    return `${before}\n${section}\n\n${after}`;
  });
}

/** The names of the sections that a page holds. */
export const sectionsOf = (page: string): string[] => [...page.matchAll(marker)].map((match) => match[2]!);

/** Every section, by name. */
export function sections(): ReadonlyMap<string, string> {
  return new Map([
    ['errors', errors()],
    ['options: everywhere', optionTable(optionsOf(addEverywhere))],
    ['options: project', optionTable(optionsOf(addProjectOptions))],
    ['options: selection', optionTable(optionsOf(addSelectionOptions))],
    ['options: run', optionTable(only(optionsOf(addRunOptions), common().run))],
    ...commands.map((command) => [`command: ${command.name}`, commandSection(command)] as const),
    ...dbtSections(),
    ['tests', testList()],
    ...[...dataTests.values()].map((test) => [`test: ${test.name}`, testSection(test)] as const),
    ...(['models', 'seeds', 'sources', 'tests'] as const).map(
      (kind) => [`config: ${kind}`, configSection(kind)] as const,
    ),
    ...keySections(),
  ]);
}

const areas: readonly (readonly [digit: string, title: string])[] = [
  ['1', 'A1xxx: the project file, YAML, files on disk'],
  ['2', 'A2xxx: names, the graph, selection'],
  ['3', 'A3xxx: templates'],
  ['4', 'A4xxx: the command line'],
  ['5', 'A5xxx: the database and its SQL'],
  ['6', 'A6xxx: data tests'],
  ['7', 'A7xxx: packages of dbt projects'],
  ['9', 'A9xxx: the machine, and our own mistakes'],
];

function errors(): string {
  const codes = Object.keys(errorCodes).sort() as ErrorCode[];
  return areas
    .map(([digit, title]) => {
      const inArea = codes.filter((code) => code[1] === digit);
      return [`## ${title}`, ...inArea.map(errorSection)].join('\n\n');
    })
    .join('\n\n');
}

function errorSection(code: ErrorCode): string {
  const { title, explanation } = errorCodes[code];
  const example = errorExample(code, process.cwd());
  const shown = example === undefined ? '' : `\n\n\`\`\`\n${example}\n\`\`\``;
  return `### ${code}\n\n**${title}.** ${markdown(explanation)}${shown}`;
}

/** Which options belong to a group that is told of once. */
function common(): {
  readonly project: Set<string>;
  readonly selection: Set<string>;
  readonly run: Set<string>;
} {
  const flags = (add: (command: Command) => Command) => new Set(optionsOf(add).map((option) => option.flags));
  const [project, selection] = [flags(addProjectOptions), flags(addSelectionOptions)];
  const run = flags(addRunOptions);
  for (const flag of [...project, ...selection]) run.delete(flag);
  return { project, selection, run };
}

const optionsOf = (add: (command: Command) => Command): readonly Option[] => add(new Command()).options;

const only = (options: readonly Option[], flags: ReadonlySet<string>): readonly Option[] =>
  options.filter((option) => flags.has(option.flags));

function commandSection(command: (typeof commands)[number]): string {
  const options = optionsOf(command.options);
  const groups = common();
  const takes = (group: ReadonlySet<string>) => options.some((option) => group.has(option.flags));
  const all = new Set([...groups.project, ...groups.selection, ...groups.run]);
  const own = options.filter((option) => {
    if (!all.has(option.flags)) return true;
    if (groups.run.has(option.flags)) return !takesAll(options, groups.run);
    return groups.selection.has(option.flags) && !takesAll(options, groups.selection);
  });
  const kinds = [
    ...(takes(groups.project) ? ['[of the project](#options-of-the-project)'] : []),
    ...(takesAll(options, groups.selection) ? ['[of the selection](#options-of-the-selection)'] : []),
    ...(takesAll(options, groups.run) ? ['[of the run](#options-of-the-run)'] : []),
  ];
  const operands = (command.arguments ?? []).map(({ name }) => ` ${name}`).join('');
  const lines = [`\`assay ${command.name}${operands}\` ${command.summary}.`];
  if (command.aliases !== undefined)
    lines.push(`It also goes by ${command.aliases.map((alias) => code(`assay ${alias}`)).join(', ')}.`);
  for (const { name, description } of command.arguments ?? []) lines.push(`\`${name}\`: ${description}.`);
  if (kinds.length > 0) lines.push(`It takes the options ${listed(kinds)}${own.length > 0 ? ', and:' : '.'}`);
  if (own.length > 0) lines.push(optionTable(own));
  return lines.join('\n\n');
}

const takesAll = (options: readonly Option[], group: ReadonlySet<string>): boolean =>
  [...group].every((flags) => options.some((option) => option.flags === flags));

const listed = (items: readonly string[]): string =>
  items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items.at(-1)!}`;

function optionTable(options: readonly Option[]): string {
  const rows = options
    .filter((option) => !option.hidden)
    .map((option) => {
      const choices = option.argChoices === undefined ? '' : `: ${option.argChoices.join(', ')}`;
      const otherwise = typeof option.defaultValue === 'string' ? ` (default: ${option.defaultValue})` : '';
      return [code(option.flags), markdown(option.description + choices + otherwise)];
    });
  return table(['Option', ''], rows);
}

const testList = (): string =>
  table(
    ['Test', 'On', 'Passes when'],
    [...dataTests.values()].map((test) => [
      `[${test.name}](#${test.name})`,
      onOf(test),
      markdown(test.description),
    ]),
  );

const onOf = (test: DataTest): string =>
  ({ column: 'a column', relation: 'a model', either: 'a model or a column' })[test.on];

function testSection(test: DataTest): string {
  const intro = `${markdown(test.description)} It is declared on ${onOf(test)}.`;
  if (test.arguments.length === 0) return `${intro} It takes no arguments.`;
  const rows = test.arguments.map(({ name, type, required, description }) => [
    code(name),
    type === 'scalar' ? 'text or number' : type,
    required ? 'yes' : '',
    markdown(description),
  ]);
  return `${intro}\n\n${table(['Argument', 'Type', 'Needed', ''], rows)}`;
}

type Json = { readonly [key: string]: unknown };

function configSection(kind: 'models' | 'seeds' | 'sources' | 'tests'): string {
  const folder = (schema('project.json').definitions as Json)[`${kind}-folder`] as Json;
  const types = folder.properties as Readonly<Record<string, Json>>;
  const rows = configKeys()
    .filter((entry) => entry.kind === kind)
    .map(({ key, description }) => [code(key), typeOf(types[`+${key}`]!), markdown(description)]);
  return table(['Key', 'Value', ''], rows);
}

const schema = (file: string): Json => jsonSchemas()[file] as Json;

/** A table for each mapping of project.yml and of properties files that has keys of its own. */
function keySections(): (readonly [string, string])[] {
  const project = schema('project.json');
  const properties = schema('properties.json');
  const at = (from: Json, ...path: string[]): Json =>
    path.reduce((value, key) => mappingIn((mappingIn(value).properties as Json)[key] as Json), from);
  const target = mappingIn((project.properties as Json).targets as Json);
  return [
    ['keys: project', keyTable(project)],
    ['keys: target', keyTable(target)],
    ['keys: attach', keyTable(at(target, 'attach'))],
    ['keys: secrets', keyTable(at(target, 'secrets'))],
    ['keys: properties', keyTable(properties)],
    ...['models', 'seeds', 'sources', 'macros', 'data_tests', 'exposures'].map(
      (name) => [`keys: ${name}`, keyTable(at(properties, name))] as const,
    ),
    ['keys: columns', keyTable(at(properties, 'models', 'columns'))],
    ['keys: tables', keyTable(at(properties, 'sources', 'tables'))],
    ['keys: freshness', keyTable(at(properties, 'sources', 'freshness'))],
  ];
}

/** The mapping that a schema is, or holds as the items of a list or the values of a mapping. */
function mappingIn(value: Json): Json {
  if ('properties' in value) return value;
  const inner = [value.items, value.additionalProperties, ...((value.anyOf as Json[] | undefined) ?? [])];
  for (const candidate of inner) {
    if (typeof candidate !== 'object' || candidate === null) continue;
    const found = mappingIn(candidate as Json);
    if ('properties' in found) return found;
  }
  return {};
}

function keyTable(mapping: Json): string {
  const required = (mapping.required as readonly string[] | undefined) ?? [];
  const keys = Object.entries(mapping.properties as Readonly<Record<string, Json>>);
  const rows = keys.map(([key, value]) => [
    code(key),
    typeOf(value),
    markdown(String(value.description ?? '')) + (required.includes(key) ? ' Needed.' : ''),
  ]);
  return table(['Key', 'Value', ''], rows);
}

/** What a key takes, in words. */
function typeOf(value: Json): string {
  if (Array.isArray(value.enum)) {
    const words = [...new Set((value.enum as readonly string[]).map((word) => word.toLowerCase()))];
    return words.map(code).join(', ');
  }
  if ('const' in value) return code(String(value.const));
  if (Array.isArray(value.type))
    return (value.type as string[]).map((type) => words[type] ?? type).join(' or ');
  if (Array.isArray(value.anyOf)) {
    // That a template may stand for any value is said once, above the tables.
    const kinds = (value.anyOf as Json[]).filter(({ pattern }) => pattern === undefined).map(typeOf);
    return [...new Set(kinds)].join(' or ');
  }
  if (Array.isArray(value.allOf)) return 'mapping';
  if (value.type === 'array') {
    const item = typeOf(value.items as Json);
    return item.startsWith('mapping') || item.includes(' or ') ? 'list' : `list of ${item}s`;
  }
  return words[String(value.type)] ?? '';
}

const words: Readonly<Record<string, string>> = {
  string: 'text',
  boolean: 'true or false',
  integer: 'whole number',
  number: 'number',
  object: 'mapping',
  array: 'list',
};
