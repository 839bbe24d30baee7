import { chmodSync } from 'node:fs';
import { expect, test } from 'vitest';
import { expected, pages, sandbox } from './harness.ts';

test('makes a project that builds at once', async () => {
  const place = sandbox();
  const made = await place.spawned(['init', 'corner_shop']);
  await expect(`${made.page}\n${place.files().join('\n')}\n`).toMatchFileSnapshot(expected('init/made'));
  const built = await place.spawned(['build'], { cwd: 'corner_shop' });
  expect(built.exitCode, built.stderr).toBe(0);
  expect(built.stderr).toMatch(/^4 built · 14 tests passed/m);
  expect(built.stderr).not.toMatch(/warning|skipped/);
  const shown = await place.spawned(['show', '--select', 'customers'], { cwd: 'corner_shop' });
  await expect(shown.page).toMatchFileSnapshot(expected('init/customers'));
  for (const file of place.files('corner_shop').filter((path) => !/duckdb|target/.test(path))) {
    expect(place.read(file), file).not.toContain('__name__');
  }
});

test('its README keeps its promises', async () => {
  const place = sandbox();
  await place.spawned(['init', 'shop']);
  const readme = place.read('shop/README.md');
  const commands = [
    ...(/```sh\n([\s\S]*?)```/.exec(readme)?.[1] ?? '').matchAll(/^assay ([^#\n]+?)\s+#/gm),
  ].map((match) => match[1]!.split(' '));
  expect(commands.length).toBe(3);
  for (const args of commands)
    expect((await place.spawned(args, { cwd: 'shop' })).exitCode, args.join(' ')).toBe(0);
  const orders = place.read('shop/data/orders.csv');
  place.write({ 'shop/data/orders.csv': orders.replace(',890\n', ',-5\n') });
  const failed = await place.spawned(['build'], { cwd: 'shop' });
  expect(failed.exitCode).toBe(1);
  const said = /assay (show --failures \S+)/.exec(failed.stderr)?.[1] ?? '';
  const rows = await place.spawned(said.split(' '), { cwd: 'shop' });
  expect(rows.stdout).toContain('-0.05');
});

test('a bad name or a taken place makes nothing', async () => {
  const place = sandbox({ 'taken/notes.txt': 'mine\n', file: 'mine\n' });
  const page = await pages(
    place.spawned,
    ['init', 'my-shop'],
    ['init', '2shops'],
    ['init', '../shop'],
    ['init', '.'],
    ['init', 'größe'],
    ['init', ''],
    ['init', 'taken'],
    ['init', 'file'],
    ['init'],
    ['init', 'a', 'b'],
  );
  await expect(page).toMatchFileSnapshot(expected('init/refused'));
  expect(place.files()).toEqual(['file', 'taken/notes.txt']);
});

test('an empty folder is taken', async () => {
  const place = sandbox({ 'shop/x': '' });
  place.remove('shop/x');
  expect((await place.spawned(['init', 'shop'])).exitCode).toBe(0);
  expect(place.exists('shop/project.yml')).toBe(true);
});

test.skipIf(process.getuid?.() === 0)('a folder that cannot be written to', async () => {
  const place = sandbox({ 'closed/x': '' });
  chmodSync(place.path('closed'), 0o555);
  const ran = await place.spawned(['init', 'shop'], { cwd: 'closed' });
  chmodSync(place.path('closed'), 0o755);
  expect(ran.exitCode).toBe(1);
  expect(ran.stderr).toContain('A4004');
  expect(place.files('closed')).toEqual(['closed/x']);
});
