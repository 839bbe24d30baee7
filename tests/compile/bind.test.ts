import { expect, test } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { bind, type Query, type SqlText, Symbols } from '../../src/compile/index.ts';
import { notOneQuery } from '../../src/compile/statement-words.ts';

/** A query from a file of that name, with `<name>` for what it reads. */
function query(file: string, text: string): Query {
  const source = new SourceText(file, text);
  const symbols = new Symbols();
  const whole: SqlText = { text, locate: (offset, length = 1) => source.location(offset, offset + length) };
  let moved = whole;
  for (let match = /<(\w+)>/.exec(moved.text); match !== null; match = /<(\w+)>/.exec(moved.text)) {
    const before = moved;
    const { index } = match;
    const symbol = symbols.symbol('ref', match[1]!);
    const added = symbol.length - match[0].length;
    moved = {
      text: before.text.replace(match[0], symbol),
      locate: (offset, length) => before.locate(offset <= index ? offset : offset - added, length),
    };
  }
  return { sql: moved, symbols };
}

/** Binds `<e_…>` to the query of that ephemeral model, everything else to a relation of its name. */
function bound(text: string, ephemeral: Readonly<Record<string, string>> = {}): SqlText {
  return bind(query('top.sql', text), ({ node }) =>
    ephemeral[node] === undefined
      ? { kind: 'relation', sql: `"main"."${node}"` }
      : { kind: 'query', name: `"${node}"`, query: query(`${node}.sql`, ephemeral[node]) },
  );
}

test('relations take the place of symbols', () => {
  expect(bound('select * from <a> join <b> using (id) join <a> using (x)').text).toBe(
    'select * from "main"."a" join "main"."b" using (id) join "main"."a" using (x)',
  );
});

for (const [title, text, expected] of [
  ['a query without WITH', 'select * from <e>', 'with "e" as (\nselect 1\n)\nselect * from "e"'],
  ['a WITH', 'with a as (select 2) from a, <e>', 'with "e" as (\nselect 1\n),  a as (select 2) from a, "e"'],
  [
    'WITH RECURSIVE',
    'WITH  RECURSIVE a as (select 2) from <e>',
    'WITH  RECURSIVE "e" as (\nselect 1\n),  a as (select 2) from "e"',
  ],
  [
    'a comment within WITH RECURSIVE',
    'with /* x */ recursive a as (select 2) from <e>',
    'with /* x */ recursive "e" as (\nselect 1\n),  a as (select 2) from "e"',
  ],
  [
    'comments first',
    '-- with\n/* a /* b */ c */ with a as (select 2) from <e>',
    '-- with\n/* a /* b */ c */ with "e" as (\nselect 1\n),  a as (select 2) from "e"',
  ],
  ['a name that begins as WITH', 'with_x from <e>', 'with "e" as (\nselect 1\n)\nwith_x from "e"'],
  [
    'a quoted name after WITH',
    'with"a"as(select 2) from <e>',
    'with "e" as (\nselect 1\n), "a"as(select 2) from "e"',
  ],
] as const) {
  test(`an ephemeral model goes before ${title}`, () => {
    expect(bound(text, { e: 'select 1' }).text).toBe(expected);
  });
}

test('ephemeral models of ephemeral models come first, each once', () => {
  const ephemeral = { a: 'select 1 as x', b: 'select x from <a>', c: 'select x from <a> join <b> using (x)' };
  expect(bound('from <c> join <b> using (x) join <t> using (x)', ephemeral).text).toBe(
    'with "a" as (\nselect 1 as x\n), "b" as (\nselect x from "a"\n), "c" as (\nselect x from "a" join "b" using (x)\n)\n' +
      'from "c" join "b" using (x) join "main"."t" using (x)',
  );
});

for (const [text, kept] of [
  ['select 1;', 'select 1'],
  ['select 1 ;  \n', 'select 1 '],
  ['select 1; ; ;', 'select 1'],
  ['select 1; -- done; really', 'select 1'],
  ['select 1; /* a; */ ;\n-- b', 'select 1'],
  ['select 1 -- a;', 'select 1 -- a;'],
  ["select ';' -- ; x", "select ';' -- ; x"],
  ["select 'it''s;';", "select 'it''s;'"],
  ["select E'it\\'s;';", "select E'it\\'s;'"],
  ['select ";";', 'select ";"'],
  ['select $$;$$;', 'select $$;$$'],
  ['select $a$;$$;$a$ ;', 'select $a$;$$;$a$ '],
  ['select 1; select 2', 'select 1; select 2'],
] as const) {
  test(`what ends ${JSON.stringify(text)} is taken away`, () => {
    expect(bound(text).text).toBe(kept);
  });
}

test('a trailing comment of an ephemeral model hides nothing', () => {
  expect(bound('from <e>', { e: 'select 1 -- one; two' }).text).toBe(
    'with "e" as (\nselect 1 -- one; two\n)\nfrom "e"',
  );
});

test('places are found in the file that each piece was written in', () => {
  const sql = bound('-- head\nwith a as (select oops_top from <t>)\nselect * from a, <mid>', {
    mid: 'select 1 as x,\n  oops_mid\nfrom <deep>;\n-- end',
    deep: '\nselect oops_deep -- c',
  });
  const placeOf = (word: string) => {
    const { file, range } = sql.locate(sql.text.indexOf(word), word.length)!;
    return `${file}:${range!.start.line}:${range!.start.column}-${range!.end.column}`;
  };
  expect(placeOf('oops_top')).toBe('top.sql:2:19-27');
  expect(placeOf('oops_mid')).toBe('mid.sql:2:3-11');
  expect(placeOf('oops_deep')).toBe('deep.sql:2:8-17');
  expect(placeOf('"main"."t"')).toBe('top.sql:2:33-34');
  expect(sql.locate(sql.text.indexOf('"mid" as'))).toBeUndefined();
});

test('one query is told from several, and from what is no query', () => {
  expect(notOneQuery("select ';' ; -- x;")).toBeUndefined();
  expect(notOneQuery('/* a /* ; */ ; */ select 1')).toBeUndefined();
  expect(notOneQuery("select E'\\';' as x")).toBeUndefined();
  expect(notOneQuery('select 1; select 2')).toMatchObject({ kind: 'second statement', offset: 10 });
  expect(notOneQuery('-- x\ninsert into t values (1)')).toMatchObject({ kind: 'no query', offset: 5 });
});
