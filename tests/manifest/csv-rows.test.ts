import { expect, test } from 'vitest';
import { csvRows } from '../../src/manifest/unit-tests/csv-rows.ts';

/** Each as Python's csv.DictReader has it; thousands more were compared with that. */
test.each<[text: string, rows: readonly Record<string, string | null>[]]>([
  ['', []],
  ['id,name', []],
  [
    'id,name\n1,a\n2,b\n',
    [
      { id: '1', name: 'a' },
      { id: '2', name: 'b' },
    ],
  ],
  ['id,name\r\n1,a\r\n', [{ id: '1', name: 'a' }]],
  [
    'id,name\n1,\n,b\n',
    [
      { id: '1', name: null },
      { id: null, name: 'b' },
    ],
  ],
  ['id,name\n\n1\n', [{ id: '1', name: null }]],
  ['id,name\n1,a,surplus\n', [{ id: '1', name: 'a' }]],
  [
    'id,name\n1,"a, b"\n2,"c\nd"\n',
    [
      { id: '1', name: 'a, b' },
      { id: '2', name: 'c\nd' },
    ],
  ],
  [
    'id,name\n1,"say ""yes"""\n2,in "the" middle\n',
    [
      { id: '1', name: 'say "yes"' },
      { id: '2', name: 'in "the" middle' },
    ],
  ],
  ['id,name\n 1, a \n', [{ id: ' 1', name: ' a ' }]],
  ['id,name\n"",""\n', [{ id: null, name: null }]],
])('%j', (text, rows) => {
  expect(csvRows(text)).toEqual(rows);
});
