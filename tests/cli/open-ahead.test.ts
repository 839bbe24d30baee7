import { writeFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { duckdb } from '../../src/adapters/duckdb/index.ts';
import { bundle } from '../../src/cli/cache/build-id.ts';
import { holdOpen } from './hold-open.ts';
import { builtShop, type Workshop } from './workshop.ts';

/** A warehouse that is there is opened while the project is being understood: what is said and left is the same. */

// Only a project that was read before is understood meanwhile.
beforeEach(() => {
  const spy = vi.spyOn(bundle, 'id', 'get').mockReturnValue('of-this-test');
  return () => spy.mockRestore();
});

/** What a build says, the same as without opening ahead; and how often it opened the warehouse. */
async function build(made: Workshop, ...args: string[]) {
  const open = vi.spyOn(duckdb, 'open');
  const { exit, printed } = await made.run(['build', '-v', ...args]);
  const opened = open.mock.calls.length;
  open.mockRestore();
  const plainly = await made.run(['build', '-v', '--no-partial-parse', ...args]);
  const timeless = (text: string) => text.replace(/\d+\.\d+s/g, '<time>').replace(/process \d+/g, 'process');
  expect({ exit, printed: timeless(printed) }).toEqual({
    exit: plainly.exit,
    printed: timeless(plainly.printed),
  });
  // Nobody has it open any more.
  if (exit !== 2) await made.sql('select 1');
  return { exit, opened };
}

test('what there is to do is done', async () => {
  const made = await builtShop();
  expect(await build(made)).toEqual({ exit: 0, opened: 2 });
});

test('with a project that cannot be understood', async () => {
  const made = await builtShop();
  made.edit('models/totals.sql', (text) => `${text} {{ ref('nobody') }}`);
  expect(await build(made)).toEqual({ exit: 2, opened: 1 });
  await made.sql('drop table by_region');
});

test('with nothing selected', async () => {
  const made = await builtShop();
  expect(await build(made, '--select', 'tag:none')).toEqual({ exit: 0, opened: 1 });
});

test('with a warehouse that is open elsewhere', async () => {
  const made = await builtShop();
  await holdOpen(made.path('shop.duckdb'));
  expect((await build(made)).exit).toBe(2);
});

test('with a file that is no database', async () => {
  const made = await builtShop();
  writeFileSync(made.path('shop.duckdb'), 'no database');
  expect((await build(made)).exit).toBe(2);
});

test('a warehouse that is not there is made when it is time', async () => {
  const made = await builtShop();
  made.remove('shop.duckdb');
  const open = vi.spyOn(duckdb, 'open');
  await made.run(['build', '--select', 'tag:none']);
  expect(open).not.toHaveBeenCalled();
  open.mockRestore();
  expect(await made.done('build')).toContain('totals');
});
