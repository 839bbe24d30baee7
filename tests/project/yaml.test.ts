import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { readYaml, YamlFloat, type YamlPath, type YamlValue } from '../../src/project/index.ts';
import type { YamlReading } from '../../src/project/yaml/read-yaml.ts';

function read(text: string, reading: YamlReading = {}) {
  const result = readYaml(new SourceText('a.yml', text), reading);
  if (!result.ok) throw new Error(result.diagnostics[0]!.message);
  return result.value;
}

/** Made with PyYAML 6.0.3: `yaml.safe_load('- ' + text)[0]`, its Python type and how it prints. */
const scalars = JSON.parse(readFileSync(join(import.meta.dirname, 'pyyaml-scalars.json'), 'utf8')) as {
  text: string;
  type: string;
  value: string;
}[];

describe('scalars are read as PyYAML reads them', () => {
  test.each(scalars)('$text', ({ text, type, value }) => {
    const [read1] = read(`- ${text}`).value as readonly YamlValue[];
    expect(typeOf(read1!)).toBe(type);
    if (read1 instanceof YamlFloat)
      expect(read1.value).toBe(Number(value.replace('inf', 'Infinity').replace('nan', 'NaN')));
    else expect(String(read1)).toBe(value);
  });

  test('dates, times and sexagesimals stay texts', () => {
    expect(read('[2024-01-31, 2024-01-31 10:00:00, 2024-01-31T10:00:00Z, 12:30, 190:20:30]').value).toEqual([
      '2024-01-31',
      '2024-01-31 10:00:00',
      '2024-01-31T10:00:00Z',
      '12:30',
      '190:20:30',
    ]);
  });

  test('sexagesimals are numbers in the files of dbt', () => {
    const text =
      '[12:30, -1:30, 190:20:30, 190:20:30.15, 1:60, 01:30, 0:0, 1_0:30, "12:30", 2024-01-31 10:00:00]';
    const { value } = read(text, { repeatedKeys: 'last' });
    expect(
      (value as readonly YamlValue[]).map((each) => (each instanceof YamlFloat ? `${each}` : each)),
    ).toEqual([750, -90, 685230, '685230.15', '1:60', '01:30', '0:0', 630, '12:30', '2024-01-31 10:00:00']);
  });
});

function typeOf(value: YamlValue): string {
  if (value === null) return 'NoneType';
  if (value instanceof YamlFloat) return 'float';
  if (typeof value === 'number' || typeof value === 'bigint') return 'int';
  return typeof value === 'boolean' ? 'bool' : 'str';
}

describe('documents', () => {
  test('keys are the texts that were written', () => {
    expect(read('on: 1\n2024: 2\n"3": 3\n1.0: 4\n').value).toEqual({ on: 1, '2024': 2, '3': 3, '1.0': 4 });
  });

  test('__proto__ is a key like any other', () => {
    const { value } = read('__proto__: { polluted: true }\nb: { <<: { __proto__: 1 } }\n');
    expect(Object.keys(value as object)).toEqual(['__proto__', 'b']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test('anchors, aliases and merges', () => {
    const text = 'a: &a { x: 1, y: 2 }\nb: { <<: *a, y: 3 }\nc: { y: 4, <<: [*a, { z: 5 }] }\nd: *a\n';
    expect(read(text).value).toEqual({
      a: { x: 1, y: 2 },
      b: { x: 1, y: 3 },
      c: { x: 1, y: 4, z: 5 },
      d: { x: 1, y: 2 },
    });
  });

  test.each([
    ['a: >\n  x\n  y', 'x y'],
    ['a: |\n  x', 'x'],
    ['a: |+\n  x', 'x'],
    ['a: |\n  x\n', 'x\n'],
    ['a: |\n  x\nb: 1', 'x\n'],
  ])('a block at the end of a text without a last line break: %j', (text, expected) =>
    expect((read(text).value as { a: string }).a).toBe(expected),
  );

  test('block texts, CRLF, and nothing at all', () => {
    expect(read('a: |\r\n  one\r\n  two\r\nb: >-\r\n  one\r\n  two\r\n').value).toEqual({
      a: 'one\ntwo\n',
      b: 'one two',
    });
    expect(read('').value).toBeNull();
    expect(read('# nothing\n').value).toBeNull();
    expect(read('---\n').value).toBeNull();
    expect(read('--- \na: 1\n...\n').value).toEqual({ a: 1 });
  });

  test('tags of the core types', () => {
    expect(read('[!!str 5, !!str, !!int "5", ! yes]').value).toEqual(['5', '', 5, 'yes']);
  });
});

describe('locate', () => {
  const text =
    'models:\n  - name: "orders"\n    columns: &c\n      - name: id\n  - name: items\n    columns: *c\n    config:\n';
  const file = read(text);
  const at = (path: YamlPath, what?: 'key' | 'value') => {
    const { start, end } = file.locate(path, what).range!;
    return [start.line, start.column, text.slice(file.source.offset(start), file.source.offset(end))];
  };

  test.each<[YamlPath, 'key' | 'value', unknown[]]>([
    [['models'], 'key', [1, 1, 'models']],
    [['models', 0, 'name'], 'value', [2, 11, '"orders"']],
    [['models', 0, 'name'], 'key', [2, 5, 'name']],
    [['models', 0, 'columns', 0, 'name'], 'value', [4, 15, 'id']],
    [['models', 1, 'columns'], 'value', [6, 14, '*c']],
    [['models', 1, 'columns', 0, 'name'], 'value', [4, 15, 'id']],
    [['models', 1, 'config'], 'key', [7, 5, 'config']],
    [['models', 1, 'config', 'tags'], 'value', [7, 5, 'config']],
    [['models', 7], 'value', [1, 1, 'models']],
    [[], 'value', [1, 1, 'models:']],
  ])('%j %s', (path, what, expected) => expect(at(path, what)).toEqual(expected));
});
