import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { sqlMeaning } from '../../../src/fingerprint/sql/index.ts';
import { Tokens } from '../../../src/fingerprint/sql/tokens.ts';
import { keywords, types } from '../../../src/fingerprint/sql/words.ts';
import { tables } from './duckdb.ts';

test.each([
  ['SELECT  a\n\tFROM t -- comment\n;', 'select a from t'],
  ['select/* a /* b */ c */1', 'select 1'],
  ['select a.b,c*-1,x::INT[]', 'select a . b , c * - 1 , x :: int [ ]'],
  ["select a=-1, b->>'x', c<>1, d!=-1, e||f", "select a = - 1 , b ->> 'x' , c <> 1 , d !=- 1 , e || f"],
  ['select 1--1\n+2', 'select 1 + 2'],
  [
    "select 'a''b', E'a\\'b', $$a$b$$, $x$ $$ $x$, X'00', \"a\"\"b\"",
    "select 'a''b' , E'a\\'b' , $$a$b$$ , $x$ $$ $x$ , X'00' , \"a\"\"b\"",
  ],
  ['select 1_000, .5, 1e-5, 1.e3, 0x1F', 'select 1_000 , .5 , 1e-5 , 1.e3 , 0 x1F'],
  ["select 'a' -- b\n  'c'", "select 'a'\n'c'"],
  ["select 'a' /* b */\n 'c'", "select 'a' 'c'"],
  ["select e'a' \n '\\'' , 'b'", "select e'a'\n'\\'' , 'b'"],
  ['select\u00a01\u2003as x\u3000', 'select 1 as x'],
  ["select  e'\\''\u00a0x", "select  e'\\''\u00a0x"],
  [
    'SELECT 1 AS Total, t.Left, {Select: 1} FROM x AS Join',
    'select 1 as Total , t . Left , { Select : 1 } from x as Join',
  ],
  [
    'SELECT SUM(X) OVER (PARTITION BY Y ORDER BY Z ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)',
    'select sum ( X ) over ( partition by Y order by Z rows between 1 preceding and current row )',
  ],
  [
    "SELECT CAST(a AS VARCHAR), b::Decimal(1,2), DATE '2020-01-01', INTERVAL 1 DAY, x::JSON",
    "select cast ( a as varchar ) , b :: decimal ( 1 , 2 ) , date '2020-01-01' , interval 1 day , x :: JSON",
  ],
  [
    'WITH a AS NOT MATERIALIZED (SELECT 1) SELECT Year, Date, First FROM a ORDER BY x DESC NULLS LAST',
    'with a as not materialized ( select 1 ) select Year , Date , First from a order by x desc nulls last',
  ],
  ['select \ue0001\ue001.a from \ue0001\ue001', 'select \ue0001\ue001 . a from \ue0001\ue001'],
  ['select $1, $name, ?, a$b', 'select $1 , $name , ? , a$b'],
  ["select 'open", "select 'open"],
  ['', ''],
])('%j means %j', (text, meaning) => {
  expect(sqlMeaning(text)).toBe(meaning);
  expect(sqlMeaning(meaning)).toBe(meaning);
});

const lines = (file: string) =>
  readFileSync(join(import.meta.dirname, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('--'));
const positions = lines('positions.sql');
const words = [...new Set(`${Object.values(keywords).join(' ')} ${types} foo`.trim().split(/\s+/))];
const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);
const unfolded = (text: string) => {
  const tokens = new Tokens(text);
  return Array.from({ length: tokens.count }, (_, index) => tokens.written(index)).join(' ');
};

/**
 * Frames of NULL rows are read past their end by DuckDB; the others are to give something else each time.
 * All places with all words take a minute: this takes some, and others when positions are added.
 */
const unsteady = /rows (?:between )?null preceding|\buuid(?:v\d)? ?\(/i;
const every = Number(process.env.EVERY_POSITION ?? 20);

test('what is folded makes no difference to DuckDB, wherever a word stands', async () => {
  const { answer } = await tables();
  let count = 0;
  for (const position of positions) {
    for (const word of words) {
      const text = position.replaceAll(/\bK\b/g, capital(word));
      const meaning = sqlMeaning(text);
      const lower = position.replaceAll(/\bK\b/g, word);
      if (meaning === unfolded(text) || text === lower || unsteady.test(text) || count++ % every > 0)
        continue;
      const given = await answer(text);
      expect(await answer(meaning), text).toBe(given);
      if (meaning === sqlMeaning(lower)) expect(await answer(lower), text).toBe(given);
    }
  }
  expect(count).toBeGreaterThan(10_000);
}, 120_000);

const queries = lines('queries.sql');

test('the queries are right', async () => {
  const { answer } = await tables();
  for (const query of queries) expect(await answer(query), query).not.toBe('wrong');
});

test('spacing and comments do not count, to DuckDB and to the meaning', async () => {
  const { answer } = await tables();
  const gap = fc.constantFrom(' ', '\n', '\t ', ' -- c\n', '/* a */', '/* /* n */ */ ', ' /*--*/\n', '\r\n');
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...queries),
      fc.array(gap, { minLength: 5, maxLength: 9 }),
      async (query, gaps) => {
        const tokens = new Tokens(query);
        let text = '';
        for (let index = 0; index < tokens.count; index++)
          text += gaps[index % gaps.length] + tokens.written(index);
        expect(sqlMeaning(text)).toBe(sqlMeaning(query));
        const given = await answer(query);
        expect(await answer(`${text} ;`)).toBe(given);
        expect(await answer(sqlMeaning(query))).toBe(given);
      },
    ),
    { numRuns: 150 },
  );
});

test('the case of words only counts where DuckDB shows it', async () => {
  const { answer } = await tables();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...queries),
      fc.array(fc.nat(2), { minLength: 5, maxLength: 9 }),
      async (query, cases) => {
        let index = 0;
        const text = unfolded(query).replaceAll(/'(?:''|[^'])*'|"[^"]*"|\$\$.*?\$\$|\w+/g, (word) => {
          if (!/^[a-z]/i.test(word)) return word;
          return [word, word.toUpperCase(), capital(word)][cases[index++ % cases.length]!]!;
        });
        const given = await answer(text);
        expect(await answer(sqlMeaning(text)), text).toBe(given);
        if (sqlMeaning(text) === sqlMeaning(query)) expect(await answer(query), text).toBe(given);
      },
    ),
    { numRuns: 300 },
  );
});

test('the tokens are all there is, in order', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'abE1_.\'"$-/*+=<>!:;,()[]{}?@ \n\t\\é⟨') }), (text) => {
      const tokens = new Tokens(text);
      let end = 0;
      for (let index = 0; index < tokens.count; index++) {
        expect(tokens.start(index)).toBeGreaterThanOrEqual(end);
        expect(tokens.end(index)).toBeGreaterThan(tokens.start(index));
        end = tokens.end(index);
      }
      expect(end).toBeLessThanOrEqual(text.length);
      const meaning = sqlMeaning(text);
      expect(sqlMeaning(meaning)).toBe(meaning);
    }),
    { numRuns: 2000 },
  );
});
