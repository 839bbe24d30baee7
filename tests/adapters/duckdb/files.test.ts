import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { Decimal } from '../../../src/adapter/index.ts';
import { duckdb } from '../../../src/adapters/duckdb/index.ts';
import type { FileFormat } from '../../../src/project/index.ts';
import { failed, session, temporary, value } from './helpers.ts';

const format = (parts: Partial<FileFormat> & Pick<FileFormat, 'format'>): FileFormat => ({
  options: {},
  columns: [],
  ...parts,
});

const typed = (...columns: readonly (readonly [string, string])[]): FileFormat['columns'] =>
  columns.map(([name, type]) => ({ name, type }));

async function read(content: string | Buffer, how: FileFormat, name = "it's") {
  const on = await session();
  const path = `${temporary()}/${name}`;
  writeFileSync(path, content);
  return { path, result: await on.query(`from ${duckdb.files([path], how)}`) };
}

async function table(content: string | Buffer, how: FileFormat) {
  const { columns, rows } = value((await read(content, how)).result);
  return { types: columns.map((column) => `${column.name} ${column.type}`), rows };
}

async function refusal(content: string | Buffer, how: FileFormat) {
  const { path, result } = await read(content, how);
  const error = failed(result);
  return { kind: error.kind, message: error.message.replaceAll(path, 'FILE') };
}

describe('CSV', () => {
  const csv = (columns: FileFormat['columns'] = [], options: FileFormat['options'] = {}) =>
    format({ format: 'csv', columns, options });

  test('with declared types, by name, the others as found', async () => {
    const how = csv(typed(['b c', 'VARCHAR'], ['a', 'DECIMAL(5,2)']));
    expect(await table('a,b c,d\n1,2,3\n', how)).toEqual({
      types: ['a DECIMAL(5,2)', 'b c VARCHAR', 'd BIGINT'],
      rows: [[new Decimal('1.00'), '2', 3]],
    });
  });

  test('without a header, by position', async () => {
    const how = csv(typed(['x', 'INTEGER'], ['y', 'VARCHAR']), { header: false });
    expect(await table('1,2\n', how)).toEqual({ types: ['x INTEGER', 'y VARCHAR'], rows: [[1, '2']] });
  });

  test('with options of every kind', async () => {
    const how = csv(typed(['d', 'DATE']), {
      sep: ';',
      dateformat: '%d.%m.%Y',
      nullstr: ['-', "'"],
      types: { n: 'DOUBLE' },
      skip: 1,
    });
    expect(
      await table("note\nd;n\n31.01.2001;'\n-;1\n", { ...how, options: { ...how.options, types: {} } }),
    ).toEqual({
      types: ['d DATE', 'n BIGINT'],
      rows: [
        ['2001-01-31', null],
        [null, 1],
      ],
    });
  });

  test('with a BOM, CRLF, quotes and line breaks in them', async () => {
    const content = '\uFEFFa,"b ""c"""\r\n1,"x\r\ny, z"\r\n';
    expect(await table(content, csv())).toEqual({
      types: ['a BIGINT', 'b "c" VARCHAR'],
      rows: [[1, 'x\r\ny, z']],
    });
  });

  test('in several files', async () => {
    const on = await session();
    const directory = temporary();
    for (const name of ['a', 'b']) writeFileSync(`${directory}/${name}.csv`, `n\n${name}\n`);
    const from = duckdb.files([`${directory}/a.csv`, `${directory}/b*.csv`], csv());
    expect(value(await on.query(`from ${from}`)).rows).toEqual([['a'], ['b']]);
  });

  for (const [name, columns] of [
    ['', typed()],
    [' with declared types', typed(['a', 'INTEGER'], ['b', 'INTEGER'])],
  ] as const) {
    test(`with a row too long${name}`, async () => {
      expect(await refusal('a,b\n1,2\n3,4,5\n6\n', csv(columns))).toEqual({
        kind: 'file',
        message: 'FILE, line 3: expected 2 columns, found 3\n3,4,5',
      });
    });

    test(`with a row too short${name}`, async () => {
      expect(await refusal('a,b\n1,2\n3,4\n6\n', csv(columns))).toEqual({
        kind: 'file',
        message: 'FILE, line 4: expected 2 columns, found 1\n6',
      });
    });
  }

  test('with a ragged row far below', async () => {
    const content = `a,b\n${'1,2\n'.repeat(50_000)}3\n`;
    expect((await refusal(content, csv(typed(['a', 'INTEGER'])))).message).toBe(
      'FILE, line 50002: expected 2 columns, found 1\n3',
    );
  });

  test('with a value of the wrong type', async () => {
    const error = await refusal('a,b\n1,2\n3,x\n', csv(typed(['b', 'INTEGER'])));
    expect(error).toEqual({
      kind: 'file',
      message: `FILE, line 3: column "b": could not convert string "x" to 'INTEGER'\n3,x`,
    });
  });

  test('with a quote that does not end', async () => {
    const error = await refusal(`a,b\n${'1,2\n'.repeat(30_000)}"3,4\n`, csv());
    expect(error).toEqual({
      kind: 'file',
      message: 'FILE, line 30002: a quote is not closed, or text follows it\n"3,4',
    });
  });

  test('that is not UTF-8', async () => {
    const error = await refusal(Buffer.from([0x61, 0x2c, 0x62, 0x0a, 0xe9, 0x2c, 0x31, 0x0a]), csv());
    expect(error.kind).toBe('file');
    expect(error.message).toMatch(/^FILE, line 2: the file is not UTF-8\n/);
  });

  test('without a column that is declared, or without anything', async () => {
    const how = csv(typed(['a', 'INTEGER'], ['gone', 'DATE']));
    for (const content of ['a,b\n1,2\n', '']) {
      const error = await refusal(content, how);
      expect(error.kind).toBe('file');
      expect(error.message).toContain('"gone"');
    }
  });

  test('with an unknown option or type', async () => {
    const { result } = await read('a\n1\n', csv([], { dateformatt: '%d' }));
    const option = failed(result);
    expect(option.kind).toBe('binding');
    expect(option.message).toBe('Invalid named parameter "dateformatt" for function read_csv');
    expect(option.candidates?.[0]).toBe('dateformat');
    expect((await refusal('a\n1\n', csv(typed(['a', 'INTEGR'])))).kind).toBe('binding');
  });
});

describe('CSV with lines of any length', () => {
  const columns = typed(['a', 'INTEGER'], ['b', 'VARCHAR']);
  const ragged = (options: FileFormat['options'] = {}) =>
    format({ format: 'csv', columns, options, surplusColumn: 'more' });

  test('short ones end in nulls, the first field too many has a column', async () => {
    expect(await table('a,b\n1,x\n2\n3,"x,y",z\n4,"cut', ragged({ quote: '' }))).toEqual({
      types: ['a INTEGER', 'b VARCHAR', 'more VARCHAR'],
      rows: [
        [1, 'x', null],
        [2, null, null],
        [3, '"x', 'y"'],
        [4, '"cut', null],
      ],
    });
    expect((await table('a,b\n3,"x,y",z\n', ragged())).rows).toEqual([[3, 'x,y', 'z']]);
  });

  test('with any number too many when nothing is quoted; else a line is never lost unsaid', async () => {
    expect((await table('a,b\n1,x,y,z\n2,x\n', ragged({ quote: '' }))).rows).toEqual([
      [1, 'x', 'y'],
      [2, 'x', null],
    ]);
    expect((await refusal('a,b\n1,"x\n2,y\n', ragged())).message).toContain('line 2: a quote is not closed');
  });

  test('a header that is not as declared is refused', async () => {
    const refused = async (header: string) => {
      const path = `${temporary()}/file.csv`;
      writeFileSync(path, `${header}\n1,x\n`);
      const checked = await (await session()).checkFiles([path], ragged({ quote: '' }));
      return checked.ok ? undefined : checked.error.message.replace(path, 'FILE');
    };
    expect(await refused('A, b')).toBeUndefined();
    expect(await refused('b,a')).toBe('FILE, line 1: column 1 is "b", not "a" as declared\nb,a');
    expect(await refused('a')).toBe('FILE, line 1: there is no column "b"\na');
    expect(await refused('a,b,c')).toBe('FILE, line 1: column 3 is "c", but 2 are declared\na,b,c');
  });
});

test('lines as they are, whatever is in them', async () => {
  const how = format({ format: 'lines' });
  expect(await table('{"a": 1}\r\n{"a": "cut, off\r\n\r\n# x\r\nend', how)).toEqual({
    types: ['line VARCHAR'],
    rows: [['{"a": 1}'], ['{"a": "cut, off'], [null], ['# x'], ['end']],
  });
  const headed = format({ format: 'lines', options: { header: true, filename: true } });
  expect((await table('head\nline\n', headed)).rows).toEqual([['line', expect.any(String)]]);
});

test('lines are read through small buffers, longer lines than usual through large ones', async () => {
  const read = (options: FileFormat['options']) => duckdb.files(['a'], format({ format: 'lines', options }));
  expect(read({})).toContain('buffer_size=4000000');
  expect(read({ max_line_size: 9_000_000 })).not.toContain('buffer_size');
  const long = 'x'.repeat(3_000_000);
  const how = format({ format: 'lines', options: { max_line_size: 9_000_000 } });
  expect((await table(`${long}\n`, how)).rows).toEqual([[long]]);
});

describe('JSON', () => {
  const json = (columns: FileFormat['columns'] = [], kind: 'json' | 'ndjson' = 'json') =>
    format({ format: kind, columns });

  test('with declared types, as an array or by line', async () => {
    const columns = typed(['a', 'DECIMAL(5,2)'], ['d', 'DATE'], ['gone', 'INTEGER']);
    const expected = {
      types: ['a DECIMAL(5,2)', 'd DATE', 'gone INTEGER'],
      rows: [[new Decimal('1.00'), '2001-01-01', null]],
    };
    const row = '{"a": 1, "d": "2001-01-01", "other": []}';
    expect(await table(`[${row}]`, json(columns))).toEqual(expected);
    expect(await table(`${row}\n`, json(columns, 'ndjson'))).toEqual(expected);
  });

  test('that is malformed', async () => {
    expect(await refusal('[{"a":1},\n{"a":2,]', json())).toEqual({
      kind: 'file',
      message: 'FILE, line 2: unexpected "]" in JSON\n{"a":2,]',
    });
    expect(await refusal('{"a":1}\n{"a":\n{"a":3}\n', json([], 'ndjson'))).toMatchObject({
      kind: 'file',
      message: 'FILE, line 2: the JSON ends too early\n{"a":',
    });
  });

  test('with a value of the wrong type', async () => {
    const error = await refusal('{"a":1}\n{"a":"x"}\n', json(typed(['a', 'INTEGER']), 'ndjson'));
    expect(error.kind).toBe('file');
    expect(error.message).toMatch(/^FILE, line 2: .*x/);
  });
});

describe('Parquet', () => {
  async function written(sql: string): Promise<Buffer> {
    const on = await session();
    const path = `${temporary()}/x.parquet`;
    value(await on.run(`copy (${sql}) to '${path}' (format parquet)`));
    return readFileSync(path);
  }
  const parquet = (columns: FileFormat['columns'] = []) => format({ format: 'parquet', columns });

  test('with declared types', async () => {
    const file = await written("select '1' as a, 2 as b");
    expect(await table(file, parquet(typed(['a', 'INTEGER'])))).toEqual({
      types: ['a INTEGER', 'b INTEGER'],
      rows: [[1, 2]],
    });
    const wrong = await refusal(await written("select 'x' as a"), parquet(typed(['a', 'INTEGER'])));
    expect(wrong).toMatchObject({ kind: 'conversion', message: expect.stringContaining("'x'") });
  });

  test('that is cut off, or none', async () => {
    const file = await written('select range as a from range(1000)');
    expect(await refusal(file.subarray(0, 500), parquet())).toEqual({
      kind: 'file',
      message: 'FILE: not a Parquet file, or cut off',
    });
    for (const content of ['', 'hi']) expect((await refusal(content, parquet())).kind).toBe('file');
  });
});

test('files that are not there', async () => {
  const on = await session();
  for (const kind of ['csv', 'json', 'ndjson', 'parquet'] as const) {
    const error = failed(await on.query(`from ${duckdb.files(['/gone/*.x'], format({ format: kind }))}`));
    expect(error).toMatchObject({
      kind: 'file',
      message: '/gone/*.x: no file matches this',
    });
  }
});
