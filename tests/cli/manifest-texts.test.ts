import { writeFileSync } from 'node:fs';
import { beforeEach, expect, test, vi } from 'vitest';
import { ManifestTexts } from '../../src/cli/artifacts/manifest-texts.ts';
import { bundle } from '../../src/cli/cache/build-id.ts';
import { builtShop, type Workshop } from './workshop.ts';

/** Texts of nodes that are what they were are taken over from the manifest.json that is there. */

const taken = new Set<string>();

beforeEach(() => {
  const { of } = ManifestTexts.prototype;
  const spies = [
    vi.spyOn(bundle, 'id', 'get').mockReturnValue('of-this-test'),
    vi.spyOn(ManifestTexts.prototype, 'of').mockImplementation(function (this: ManifestTexts, node) {
      const found = of.call(this, node);
      if (found !== undefined) taken.add(node.split('.')[2]!);
      return found;
    }),
  ];
  taken.clear();
  return () => {
    for (const spy of spies) spy.mockRestore();
  };
});

type Nodes = Record<string, Record<string, unknown>>;

/** The nodes of manifest.json, and which of them were compiled. */
function nodesOf(made: Workshop, path = 'target') {
  const { metadata, ...manifest } = JSON.parse(made.read(`${path}/manifest.json`)) as {
    nodes: Nodes;
    metadata: object;
  };
  const compiled: string[] = [];
  for (const node of Object.values(manifest.nodes)) {
    if (node.compiled === true) compiled.push(String(node.name));
    Object.assign(node, { compiled: false, compiled_code: null, compiled_path: null });
  }
  return { manifest, compiled: compiled.sort() };
}

/** Builds, and gives what was taken over and what was compiled; the manifest has to be what it is without that. */
async function build(made: Workshop, ...args: string[]) {
  taken.clear();
  await made.run(['build', '-v', ...args]);
  const found = { taken: [...taken].sort(), compiled: nodesOf(made).compiled };
  await made.run(['parse', '--no-partial-parse', '--target-path', 'whole', ...args]);
  expect(nodesOf(made).manifest).toEqual(nodesOf(made, 'whole').manifest);
  return found;
}

const all = [
  'by_region',
  'files',
  'not_null_orders_id',
  'not_null_totals_customer',
  'orders',
  'raw_orders',
  'regions',
  'totals',
  'unique_orders_id',
];
const without = (...names: string[]) => all.filter((name) => !names.includes(name));

test('what has neither changed nor was compiled is taken over', async () => {
  const made = await builtShop();
  // The project was read from nothing, and is now for the first time restored.
  expect(await build(made)).toEqual({ taken: [], compiled: [] });
  expect(await build(made)).toEqual({ taken: all, compiled: [] });
  made.edit('models/by_region.sql', (text) => text.replace('sum', 'max'));
  expect(await build(made)).toEqual({ taken: without('by_region'), compiled: ['by_region'] });
  expect(await build(made)).toEqual({ taken: without('by_region'), compiled: [] });
  made.edit('models/totals.sql', (text) => `${text}-- ⟨ä⟩ 'and so on'`);
  expect(await build(made)).toEqual({ taken: without('by_region', 'totals'), compiled: [] });
  const forced = await build(made, '--force');
  expect(forced.taken).toEqual(['files', 'regions']);
  expect(await build(made)).toEqual({ taken: ['files', 'regions'], compiled: [] });
  expect((await build(made)).taken).toEqual(without('by_region', 'totals'));
});

test('after other edits everything is written anew', async () => {
  const made = await builtShop();
  await build(made);
  made.edit('models/shop.yml', (text) =>
    text.replace('- name: totals', '- name: totals\n    description: x'),
  );
  expect((await build(made)).taken).toEqual([]);
  await build(made);
  made.edit('project.yml', (text) => text.replace('shop.duckdb', 'other.duckdb'));
  expect((await build(made)).taken).toEqual([]);
});

test('a manifest.json that somebody else has written is not looked at', async () => {
  const made = await builtShop();
  await build(made);
  writeFileSync(
    made.path('target/manifest.json'),
    made.read('target/manifest.json').replaceAll('totals', 'tot'),
  );
  expect((await build(made)).taken).toEqual([]);
  expect((await build(made)).taken).toEqual(all);
  made.remove('target/manifest.json');
  expect((await build(made)).taken).toEqual([]);
  expect((await build(made)).taken).toEqual(all);
  writeFileSync(made.path('target/.assay/manifest-texts'), 'damaged');
  expect((await build(made)).taken).toEqual([]);
});
