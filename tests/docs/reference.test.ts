import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regenerated, sections, sectionsOf } from '../../scripts/reference.ts';
import { knownCommands } from '../../scripts/reference-dbt.ts';
import { commands } from '../../src/cli/commands/index.ts';
import { runGlobals } from '../../src/compile/index.ts';
import { methods } from '../../src/graph/selection/methods/index.ts';
import { filters } from '../../src/template/filters/index.ts';
import { builtinGlobals } from '../../src/template/globals.ts';
import { tests as templateTests } from '../../src/template/tests/index.ts';
import { runAssay } from '../bad-input/in-process.ts';
import { repository, sandbox } from '../cli/harness.ts';
import { type Block, blocksOf, commandsOf, pagesIn, readPage, wordsOf } from './pages.ts';

const pages = pagesIn('docs/reference');

describe('the generated parts are those of the code', () => {
  test.each(pages)('$path', ({ path, text }) => {
    const message = `npm run docs writes the generated parts of ${path} anew`;
    expect(text === regenerated(text) ? '' : message).toBe('');
  });
});

/** Where something new has to be told of. */
const homes: readonly (readonly [section: RegExp, page: string])[] = [
  [/^errors$/, 'docs/reference/errors.md'],
  [/^(command|options): /, 'docs/reference/commands.md'],
  [/^dbt /, 'docs/reference/dbt-commands.md'],
  [/^(config|keys): /, 'docs/reference/config.md'],
  [/^tests?\b/, 'docs/reference/tests.md'],
];

test.each([...sections().keys()])('the reference has the section %s', (name) => {
  const [, page] = homes.find(([section]) => section.test(name))!;
  const marker = `add to ${page}:\n\n<!-- generated: ${name} -->\n<!-- end -->\n\nand run npm run docs`;
  expect(sectionsOf(readPage(page).text).includes(name) ? '' : marker).toBe('');
});

/** What stands in code on a page, or in the first column of a table. */
const codeIn = (page: string): ReadonlySet<string> => codeOf(readPage(page).text);
const codeOf = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!));
const firstColumn = (page: string): ReadonlySet<string> =>
  codeOf([...readPage(page).text.matchAll(/^\| (.*?) \|/gm)].map((match) => match[1]!).join(' '));

test('every filter and test of templates is listed', () => {
  const listed = codeIn('docs/reference/templates.md');
  expect([...filters.keys(), ...templateTests.keys()].filter((name) => !listed.has(name))).toEqual([]);
});

test('every name that templates know is listed', () => {
  const emit = () => {};
  const run = { runId: '', startedAt: 0, version: '', fullRefresh: false, emit, now: () => 0 };
  const ofNodes = ['ref', 'source', 'this', 'is_incremental', 'config', 'var', 'env_var', 'target'];
  const listed = [...firstColumn('docs/reference/templates.md')].map((text) => /^\w+/.exec(text)?.[0]);
  const names = [...runGlobals(run).keys(), ...builtinGlobals.keys(), ...ofNodes];
  expect(names.filter((name) => !listed.includes(name))).toEqual([]);
});

test('every selection method is listed', () => {
  const listed = firstColumn('docs/reference/selection.md');
  expect(methods.map(({ name }) => name).filter((name) => !listed.has(name))).toEqual([]);
});

test('every event of the JSON lines is listed', () => {
  const listed = firstColumn('docs/reference/artifacts.md');
  const events = readFileSync(join(repository, 'src/base/event.ts'), 'utf8').matchAll(/ kind: '(\w+)'/g);
  expect([...events].map((match) => match[1]!).filter((kind) => !listed.has(kind))).toEqual([]);
});

test('every command has a heading', () => {
  const { text } = readPage('docs/reference/commands.md');
  expect(commands.map(({ name }) => name).filter((name) => !text.includes(`\n## ${name}\n`))).toEqual([]);
});

test('every command of dbt has a heading', () => {
  const { text } = readPage('docs/reference/dbt-commands.md');
  expect(knownCommands().filter(({ name }) => !text.includes(`\n## ${name}\n`))).toEqual([]);
});

/** A shop in which every example of the reference can be built, and passes its tests. */
const shop = {
  'project.yml': 'name: shop\n',
  'models/orders.sql': `select * from (values
    (1, 1, date '2024-01-02', date '2024-01-03', 'shipped', 30.5), (2, 1, date '2024-01-04', null, 'placed', 12)
  ) as orders (order_id, customer_id, ordered_on, shipped_on, status, amount)\n`,
  'models/customers.sql': 'select 1 as customer_id\n',
  'models/airports.sql': `select 'ORD' as airport\n`,
  'models/daily_airport_punctuality.sql': `select 'ORD' as airport, 10 as flights, 2 as late_flights\n`,
};

describe('the examples of the reference work', () => {
  const examples = pages.flatMap((page) => {
    const blocks = blocksOf(page).filter(({ language }) => language === 'yaml' || language === 'sql');
    const files = Object.fromEntries(
      blocks.filter(({ file }) => file !== '').map(({ file, text }) => [file, text]),
    );
    return blocks
      .filter(({ text }) => !text.startsWith('selectors:'))
      .map((block) => ({ place: `${page.path}:${block.line}`, block, files }));
  });
  test.each(examples)('$place', async ({ block, files }) => {
    const folder = sandbox({ ...shop, ...files, [fileOf(block)]: block.text });
    // What opens a database elsewhere is only read.
    const command = /extensions|attach|database:/.test(block.text) ? 'parse' : 'build';
    const { exit, printed } = await runAssay([command], folder.dir, {});
    expect(exit, printed).toBe(0);
    expect(printed).not.toMatch(/\b(warning|error) A\d/);
  });
});

/** What kind of file an example is follows from its first key. */
function fileOf({ language, file, text }: Block): string {
  if (file !== '') return file;
  if (language === 'sql') return 'models/example.sql';
  return /^name: /m.test(text) ? 'project.yml' : 'models/example.yml';
}

test('the selections of the reference pick something', async () => {
  const folder = sandbox({
    ...shop,
    'models/gold/routes.sql': `{{ config(tags=['daily'], materialized='incremental') }} select 1 as route\n`,
    'models/bronze/raw.sql': 'select 1 as n\n',
    'models/gold/gold.yml': 'models: [{ name: routes, columns: [{ name: route, data_tests: [unique] }] }]\n',
    'tests/fails.sql': "select * from {{ ref('routes') }}\n",
  });
  await runAssay(['build', '--target-path', 'artifacts'], folder.dir, {});
  folder.write({ 'models/bronze/raw.sql': 'select 2 as n\n' });
  const blocks = blocksOf(readPage('docs/reference/selection.md'));
  folder.write({ 'selectors.yml': blocks.find(({ text }) => text.startsWith('selectors:'))!.text });
  const commands = blocks.filter(({ language }) => language === 'sh').flatMap(commandsOf);
  for (const command of [...commands, 'assay build --selector nightly']) {
    const [, , ...rest] = wordsOf(command);
    const { exit, printed } = await runAssay(['ls', ...rest], folder.dir, {});
    expect(exit, printed).toBe(0);
    expect(printed, command).toMatch(/^shop\./);
    expect(printed, command).not.toMatch(/\bA\d{4}\b/);
  }
});
