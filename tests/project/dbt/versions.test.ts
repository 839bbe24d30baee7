import { describe, expect, test } from 'vitest';
import { databaseOf } from '../../../src/project/dbt/database-name.ts';
import { compareVersions, satisfies, versionCondition } from '../../../src/project/index.ts';

const version = (text: string) => versionCondition(text)!.version;

describe('versions of dbt', () => {
  test.each(['1.10', '>= 1.10.0', '~=1.10.0', '1.x.0', 'latest', '', '>=01.0.0'])(
    '%j is none that dbt takes',
    (text) => {
      expect(versionCondition(text)).toBeUndefined();
    },
  );

  test('a prerelease comes before its release, and numbers in it before words', () => {
    const ordered = [
      '1.0.0-1',
      '1.0.0-a',
      '1.0.0-a.1',
      '1.0.0-b',
      '1.0.0-rc1',
      '1.0.0',
      '1.0.1',
      '1.2.0',
      '1.10.0',
    ];
    expect(ordered.toReversed().sort((a, b) => compareVersions(version(a), version(b)))).toEqual(ordered);
  });

  test.each([
    ['1.11.16', '>=1.3.0', true],
    ['1.11.16', '<2.0.0', true],
    ['1.11.16', '>1.11.16', false],
    ['1.11.16', '>=1.11.16', true],
    ['1.11.16', '=1.11.15', false],
    ['1.11.16', '1.11.16', true],
    ['2.0.0-rc1', '<2.0.0', false],
    ['2.0.0-rc1', '<2.0.0-rc2', true],
  ])('%s satisfies %s: %s', (one, condition, expected) => {
    expect(satisfies(version(one), versionCondition(condition)!)).toBe(expected);
  });
});

test.each([
  [undefined, 'memory'],
  [':memory:', 'memory'],
  ['shop.duckdb', 'shop'],
  ['data/shop.db.duckdb', 'shop'],
  ['/data/.hidden.duckdb', 'hidden'],
  ['a b.duckdb', 'a b'],
  ['s3://bucket/folder/shop.duckdb?x=1', 'shop'],
  ['md:', 'my_db'],
  ['md:shop?motherduck_token=x', 'shop'],
  ['motherduck:shop', 'shop'],
  ['ducklake:sqlite:lake.ducklake', 'lake'],
  ['', ''],
])('the database of %j is %j', (path, name) => {
  expect(databaseOf(path)).toBe(name);
});
