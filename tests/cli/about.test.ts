import { expect, test } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { expected, pages, sandbox } from './harness.ts';
import { shop } from './shop.ts';

/** What differs from machine to machine in what `debug` prints. */
const anyMachine = (page: string): string =>
  page
    .replace(/^node .*$/gm, 'node        <machine>')
    .replace(/^duckdb .*$/gm, 'duckdb      <version>')
    .replace(/[\d.]+ kB|[\d.]+ MB/g, '<size>');

test('parse counts what there is and writes the manifest', async () => {
  const project = sandbox(shop);
  await expect(await pages(project.spawned, ['parse'], ['parse', '--quiet'])).toMatchFileSnapshot(
    expected('about/parse'),
  );
  const manifest = JSON.parse(project.read('target/manifest.json'));
  expect(Object.keys(manifest.nodes).length).toBe(9);
  expect(project.files('target')).toEqual(['target/manifest.json']);
});

test('parse says everything that is wrong', async () => {
  const project = sandbox({
    ...shop,
    'models/broken.sql': "select * from {{ ref('orderz') }}\n",
    'models/open.sql': 'select {{ 1\n',
  });
  await expect(await pages(project.spawned, ['parse'])).toMatchFileSnapshot(expected('about/parse-broken'));
  expect(project.exists('target')).toBe(false);
});

test('debug describes versions, project, target and warehouse, and changes nothing', async () => {
  const project = sandbox(shop);
  const before = await project.spawned(['debug']);
  expect(project.exists('shop.duckdb')).toBe(false);
  await project.spawned(['build', '--quiet']);
  const after = await project.spawned(['debug']);
  const prod = await project.spawned(['debug', '-t', 'prod']);
  const page = [before, after, prod].map((ran) => anyMachine(ran.page)).join('\n');
  await expect(page).toMatchFileSnapshot(expected('about/debug'));
});

test('debug tells what is wrong, and goes on as far as it can', async () => {
  const project = sandbox({
    ...shop,
    'shop.duckdb': 'not a database',
    'models/broken.sql': "select * from {{ ref('orderz') }}\n",
  });
  const broken = await project.spawned(['debug']);
  const outside = await sandbox().spawned(['debug']);
  const page = [broken, outside].map((ran) => anyMachine(ran.page)).join('\n');
  await expect(page).toMatchFileSnapshot(expected('about/debug-broken'));
});

test('explain tells of one code, or lists all', async () => {
  const place = sandbox();
  const page = await pages(
    place.spawned,
    ['explain', 'A4003'],
    ['explain', 'a4003'],
    ['explain', '4003'],
    ['explain', 'A4O03'],
    ['explain', 'x'],
  );
  await expect(page).toMatchFileSnapshot(expected('about/explain'));
  const all = await place.spawned(['explain']);
  expect(all.stdout.split('\n').filter((line) => /^ {2}A\d{4} {2}\S/.test(line)).length).toBeGreaterThan(60);
  expect(all.stdout).toMatch(/^The command line\n {2}A4001 {2}Wrong use$/m);
});

test('help, version and wrong use', async () => {
  const place = sandbox(shop);
  expect((await place.spawned(['--version'])).stdout).toBe(`${manifest.version}\n`);
  const page = await pages(
    place.spawned,
    [],
    ['--help'],
    ['biuld'],
    ['nonsense'],
    ['ls', '--selct', 'x'],
    ['ls', 'orders'],
    ['build', '--threads', '0'],
    ['build', '--threads', 'many'],
    ['build', '--log-format', 'xml'],
    ['--nonsense'],
  );
  await expect(page).toMatchFileSnapshot(expected('about/wrong-use'));
});

test('options may stand before the command, and colours can be turned off', async () => {
  const place = sandbox(shop);
  const color = { env: { FORCE_COLOR: '1' } };
  expect((await place.spawned(['parse', '-t', 'x'], color)).stderr).toContain('\u001b[');
  expect((await place.spawned(['--no-color', 'parse', '-t', 'x'], color)).stderr).not.toContain('\u001b[');
  expect((await place.spawned(['parse', '-t', 'x', '--no-use-colors'], color)).stderr).not.toContain(
    '\u001b[',
  );
  expect(
    (await place.spawned(['parse', '-t', 'x'], { env: { FORCE_COLOR: '1', NO_COLOR: '1' } })).stderr,
  ).not.toContain('\u001b[');
  expect((await place.spawned(['--project-dir', '.', '--quiet', 'ls', '--select', 'orders'])).stdout).toBe(
    'shop.orders\n',
  );
});
