import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBytes } from '../../src/project/files/read-bytes.ts';

test.each([0, 1, 65_535, 65_536, 65_537, 300_000])('a file of %i bytes is read as it is', (length) => {
  const folder = mkdtempSync(join(tmpdir(), 'assay-bytes-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const bytes = Buffer.from(Array.from({ length }, (_, index) => (index * 7) % 251));
  writeFileSync(join(folder, 'file'), bytes);
  expect(readBytes(join(folder, 'file')).equals(bytes)).toBe(true);
});

test('a folder is none', () => {
  expect(() => readBytes(tmpdir())).toThrow('EISDIR');
});
