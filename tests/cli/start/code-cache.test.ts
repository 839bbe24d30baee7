import { chmodSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { commands, dbtCommands } from '../../../src/cli/commands/index.ts';
import { cacheFolder, dropOldFiles } from '../../../src/cli/start/cache-folder.ts';
import { commandWord, commandWords } from '../../../src/cli/start/command-word.ts';
import { type Sandbox, sandbox } from '../harness.ts';

const project = {
  'project.yml': 'name: shop\ntargets: {dev: {path: shop.duckdb}}\n',
  'models/orders.sql': 'select 1 as id\n',
};

const parse = async (place: Sandbox, env: Record<string, string> = {}): Promise<string> => {
  const ran = await place.spawned(['parse'], { env: { NODE_COMPILE_CACHE: place.path('code'), ...env } });
  expect(ran.page).toContain('── exit 0');
  return ran.stdout.replace(/\d+\.\d+s/, '');
};

const kept = (place: Sandbox): string[] =>
  place.exists('code/assay') ? readdirSync(place.path('code/assay')).map((name) => `code/assay/${name}`) : [];

test('what was compiled is kept for the next command of that name, readable for its user alone', async () => {
  const place = sandbox(project);
  const first = await parse(place);
  const [file, ...others] = kept(place);
  expect(others).toEqual([]);
  expect(file).toMatch(/-parse\.code$/);
  if (process.platform !== 'win32') expect(statSync(place.path(file!)).mode & 0o777).toBe(0o600);
  const before = statSync(place.path(file!)).mtimeMs;
  expect(await parse(place)).toBe(first);
  expect(kept(place)).toEqual([file]);
  expect(statSync(place.path(file!)).mtimeMs).toBe(before);
});

/** Each leaves something in the place of the file that was written. */
const damages: Record<string, (bytes: Buffer) => Buffer> = {
  'a changed byte': (bytes) => {
    bytes[bytes.length >> 1]! ^= 0xff;
    return bytes;
  },
  'a file cut off': (bytes) => bytes.subarray(0, bytes.length >> 1),
  'an empty file': () => Buffer.alloc(0),
  'another file': () => Buffer.from('no code at all, whatever it is called'),
};

test.each(Object.keys(damages))('%s is found out, and the file made anew', async (damage) => {
  const place = sandbox(project);
  const first = await parse(place);
  const path = place.path(kept(place)[0]!);
  const whole = readFileSync(path).length;
  writeFileSync(path, damages[damage]!(readFileSync(path)));
  expect(await parse(place)).toBe(first);
  expect(readFileSync(path).length).toBeGreaterThan(whole * 0.9);
});

test.skipIf(process.platform === 'win32')('a file that others can write to is not trusted', async () => {
  const place = sandbox(project);
  await parse(place);
  const path = place.path(kept(place)[0]!);
  chmodSync(path, 0o666);
  await parse(place);
  expect(statSync(path).mode & 0o777).toBe(0o600);
});

test('without a place for it, or where Node is told to keep none, nothing is kept', async () => {
  const place = sandbox({ ...project, file: '' });
  await parse(place, { NODE_COMPILE_CACHE: place.path('file') });
  await parse(place, { NODE_DISABLE_COMPILE_CACHE: '1' });
  await parse(place, { NODE_V8_COVERAGE: place.path('coverage') });
  expect(kept(place)).toEqual([]);
});

test('what ended early is replaced by what did more', async () => {
  const place = sandbox(project);
  const env = { NODE_COMPILE_CACHE: place.path('code') };
  expect((await place.spawned(['build', '--select', 'orders+'], { env })).exitCode).toBe(0);
  const path = place.path(kept(place)[0]!);
  const bytes = readFileSync(path);
  // As if it had taken a millisecond.
  const { createHash } = await import('node:crypto');
  bytes.writeUInt32LE(1, 20);
  createHash('sha1').update(bytes.subarray(20)).digest().copy(bytes);
  writeFileSync(path, bytes);
  expect((await place.spawned(['build', '--force'], { env })).exitCode).toBe(0);
  expect(readFileSync(path).readUInt32LE(20)).toBeGreaterThan(1);
});

test('the folder is where the system has such files', () => {
  const env = { HOME: '/home/ann' };
  expect(cacheFolder(env, 'linux')).toBe('/home/ann/.cache/assay');
  expect(cacheFolder({ ...env, XDG_CACHE_HOME: '/var/ann' }, 'linux')).toBe('/var/ann/assay');
  expect(cacheFolder(env, 'darwin')).toBe('/home/ann/Library/Caches/assay');
  expect(cacheFolder(env, 'win32')).toBeUndefined();
  expect(cacheFolder({ ...env, NODE_COMPILE_CACHE: '/tmp/code' }, 'darwin')).toBe('/tmp/code/assay');
});

test('files of commands and versions that nobody calls any more go', () => {
  const names = Array.from({ length: 40 }, (_, index) => `${String(index).padStart(2, '0')}.code`);
  const place = sandbox(Object.fromEntries(names.map((name) => [name, ''])));
  for (const [index, name] of names.entries()) utimesSync(place.path(name), index, index);
  dropOldFiles(place.dir);
  expect(place.files()).toEqual(names.slice(8));
});

test('every command has a file of its own', () => {
  const words = [...commands, ...dbtCommands].flatMap(({ name, aliases = [] }) => [
    name.split(' ')[0]!,
    ...(name.includes(' ') ? [] : aliases),
  ]);
  expect([...commandWords].sort()).toEqual([...new Set(words)].sort());
  expect(commandWord(['--quiet', 'ls'])).toBe('ls');
  expect(commandWord(['what'])).toBe('other');
});
