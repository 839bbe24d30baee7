import { expect, test } from 'vitest';
import { keywords, types, volatileFunctions } from '../../../src/fingerprint/sql/words.ts';
import { tables } from './duckdb.ts';

const listed = (text: string) => text.trim().split(/\s+/).sort();

test('keywords are those of DuckDB', async () => {
  const { column } = await tables();
  const names = {
    reserved: 'reserved',
    typeOrFunction: 'type_function',
    columnName: 'column_name',
    unreserved: 'unreserved',
  };
  for (const [list, category] of Object.entries(names)) {
    const known = await column(
      `select keyword_name from duckdb_keywords() where keyword_category = '${category}' order by 1`,
    );
    expect(listed(keywords[list as keyof typeof keywords]), category).toEqual(known.sort());
  }
});

test('volatile functions are those of DuckDB', async () => {
  const { column } = await tables();
  const known = await column(
    `select distinct function_name from duckdb_functions()
     where stability in ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') order by 1`,
  );
  expect(listed(volatileFunctions)).toEqual(known.sort());
});

test('the case of types is shown nowhere', async () => {
  const { answer } = await tables();
  const forms = (type: string) => [type, type.toUpperCase(), type[0]!.toUpperCase() + type.slice(1)];
  const queries = (type: string) => [
    `select null::${type}`,
    `select cast(null as ${type}[])`,
    `select ${type} '1'`,
  ];
  for (const type of listed(types)) {
    const answers = await Promise.all(
      forms(type).map(async (form) => Promise.all(queries(form).map(answer))),
    );
    expect(new Set(answers.map(String)).size, type).toBe(1);
  }
});
