import { describe, expect, test } from 'vitest';
import { normalize } from '../../../src/adapters/duckdb/errors.ts';
import { failed, session } from './helpers.ts';

async function refused(sql: string) {
  const on = await session();
  await on.run('create table flights (carrier varchar not null, delay integer, id integer primary key)');
  await on.run("insert into flights values ('AA', 1, 1)");
  const { offset, ...error } = failed(await on.query(sql));
  return { ...error, ...(offset === undefined ? {} : { at: sql.slice(offset) }) };
}

describe('the error of', () => {
  test('what does not parse', async () => {
    expect(await refused('selec 1')).toEqual({
      kind: 'syntax',
      message: 'syntax error at or near "selec"',
      at: 'selec 1',
    });
    expect(await refused('select 1; -- é😀\nselec 2')).toMatchObject({ kind: 'syntax', at: 'selec 2' });
    expect(await refused('select 1 +')).toMatchObject({ message: 'syntax error at end of input', at: '' });
  });

  test('a column that is not there, after what is not ASCII', async () => {
    expect(await refused("select 'é😀', delai from flights")).toEqual({
      kind: 'binding',
      message: 'there is no column "delai"',
      candidates: ['delay', 'id', 'carrier'],
      at: 'delai from flights',
    });
    expect(await refused('select f.nope from flights f')).toMatchObject({
      message: 'f has no column "nope"',
      candidates: expect.arrayContaining(['delay']),
    });
    expect(await refused('select g.id from flights f')).toMatchObject({ kind: 'binding', candidates: ['f'] });
  });

  test('a relation that is not there', async () => {
    expect(await refused('from flight')).toEqual({
      kind: 'missing_relation',
      message: 'there is no table or view flight',
      candidates: ['flights'],
      at: 'flight',
    });
    expect(await refused('from nope.flights')).toMatchObject({ kind: 'missing_relation' });
    expect(await refused('create table nope.x as select 1')).toMatchObject({ kind: 'missing_relation' });
    const { candidates } = await refused('from zzz');
    expect(candidates).toBeUndefined();
  });

  test('a function or a type', async () => {
    expect(await refused('select uppr(1)')).toMatchObject({ kind: 'binding', candidates: ['upper'] });
    expect(await refused('select 1::integr')).toMatchObject({ kind: 'binding', at: 'integr' });
    expect(await refused('select upper(1, 2)')).toMatchObject({
      kind: 'binding',
      message: expect.stringMatching(
        /^No function matches .*\n {2}Candidate functions:\n {2}upper\(VARCHAR\) -> VARCHAR$/,
      ),
    });
  });

  test('a value', async () => {
    expect(await refused('select carrier::integer from flights')).toMatchObject({ kind: 'conversion' });
    expect(await refused('select 10000000000::integer')).toMatchObject({ kind: 'conversion' });
    expect(await refused('select 2147483647::integer + 1::integer')).toMatchObject({ kind: 'conversion' });
    expect(await refused("insert into flights values ('AA', 1, 1)")).toEqual({
      kind: 'constraint',
      message: 'Duplicate key "id: 1" violates primary key constraint.',
    });
    expect(await refused('insert into flights (id) values (2)')).toMatchObject({ kind: 'constraint' });
    expect(await refused("select error('my own words')")).toEqual({ kind: 'other', message: 'my own words' });
  });

  test('a full disk', async () => {
    const sql = "copy (select range from range(1000000)) to '/dev/full' (format csv)";
    expect(await refused(sql)).toEqual({
      kind: 'disk_full',
      message: 'Could not write file "/dev/full": No space left on device',
    });
  });

  test('too little memory', async () => {
    const on = await session(':memory:', { memoryLimit: '20MB', settings: { temp_directory: '' } });
    const error = failed(
      await on.run('create table big as select random() r from range(30000000) order by r'),
    );
    expect(error.kind).toBe('out_of_memory');
    expect(error.message).not.toContain('Possible solutions');
  });
});

test('text that is not what DuckDB writes is its own message', () => {
  expect(normalize('odd', '')).toEqual({ kind: 'other', message: 'odd' });
  expect(normalize(new Error('{"exception_type" broken'), '').message).toBe('{"exception_type" broken');
  const old = 'Binder Error: no such thing\n\nLINE 1: select x\n               ^';
  expect(normalize(new Error(old), '')).toEqual({ kind: 'binding', message: 'no such thing' });
});
