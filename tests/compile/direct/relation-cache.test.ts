import { expect, test } from 'vitest';
import { CacheView, RelationCache } from '../../../src/compile/direct/relation-cache.ts';
import { Relation } from '../../../src/compile/objects/relation.ts';

const main = { database: 'shop', schema: 'main' };
const relation = (identifier: string, schema = 'main'): Relation =>
  Relation.of({ database: 'shop', schema, identifier }, { type: 'table' });
const names = (cache: Pick<RelationCache, 'relations'>, place = main): (string | null)[] =>
  cache.relations(place).map(({ fields }) => fields.path.identifier);

test('names are found however they are spelled', () => {
  const cache = new RelationCache();
  cache.fill(main, [relation('Orders')]);
  expect(cache.knows({ database: 'SHOP', schema: 'Main' })).toBe(true);
  expect(cache.named(main, '"orders"').map(({ name }) => name)).toEqual(['"shop"."main"."Orders"']);
  expect(cache.named(main, 'order')).toEqual([]);
  expect(cache.knows({ database: 'shop', schema: 'other' })).toBe(false);
});

test('what was never heard of is there under its new name', () => {
  const cache = new RelationCache();
  cache.fill(main, [relation('a')]);
  cache.rename(relation('a'), relation('b'));
  cache.rename(relation('unheard'), relation('c'));
  expect(names(cache).sort()).toEqual(['b', 'c']);
  cache.drop(relation('b'));
  cache.dropSchema(main);
  expect(names(cache)).toEqual([]);
});

test('changes are seen by who makes them at once, and by others when they are committed', () => {
  const cache = new RelationCache();
  cache.fill(main, [relation('a')]);
  const view = new CacheView(cache);
  view.change((each) => each.rename(relation('a'), relation('b')));
  view.change((each) => each.add(relation('x', 'other')));
  expect([names(view), names(cache)]).toEqual([['b'], ['a']]);
  expect(names(view, { database: 'shop', schema: 'other' })).toEqual(['x']);
  view.change((each) => each.drop(relation('b')));
  expect([names(view), names(cache)]).toEqual([[], ['a']]);
  view.commit();
  expect(names(cache)).toEqual([]);
  expect(names(cache, { database: 'shop', schema: 'other' })).toEqual(['x']);
});

test('tables may have keys, and databases be of other kinds', () => {
  const cache = new RelationCache();
  cache.setCatalogs([['lake', 'DuckLake']]);
  cache.addKey('shop', 'main', 'orders', 'primary_key');
  cache.addKey('SHOP', 'main', 'Orders', 'unique');
  expect([...cache.keys('shop', 'MAIN', 'orders')]).toEqual(['primary_key', 'unique']);
  expect([...cache.keys('shop', 'main', 'other')]).toEqual([]);
  expect([cache.isDuckDB('Lake'), cache.isDuckDB('shop')]).toEqual([false, true]);
});
