import { expect, test } from 'vitest';
import type { Warehouse } from '../../../src/adapter/index.ts';
import { rows, temporary, warehouse } from './helpers.ts';

const threads = async (open: Warehouse): Promise<number> => {
  const [[found] = []] = await rows(await open.session(), "select current_setting('threads')");
  return Number(found);
};

test('what is expected to be small is not spread over threads, until something takes long', async () => {
  const open = await warehouse(`${temporary()}/x.db`);
  await (await open.session()).run('set global threads = 3');
  await open.expectSmall();
  await open.expectSmall();
  const session = await open.session();
  for (let number = 0; number < 20; number++) await session.query('select 42');
  expect(await threads(open)).toBe(1);
  for (let tries = 0; tries < 20 && (await threads(open)) === 1; tries++)
    await session.query('select max(sqrt(i) + sin(i)) from range(30_000_000) t(i)');
  expect(await threads(open)).toBe(3);
});

test('the threads that the target asks for are left', async () => {
  const open = await warehouse(`${temporary()}/x.db`, { settings: { Threads: 2 } });
  await open.expectSmall();
  expect(await threads(open)).toBe(2);
});

test('others who share the file get its threads back', async () => {
  const path = `${temporary()}/x.db`;
  const [first, second] = [await warehouse(path), await warehouse(path)];
  await (await first.session()).run('set global threads = 3');
  await first.expectSmall();
  expect(await threads(second)).toBe(1);
  await first.close();
  expect(await threads(second)).toBe(3);
});
