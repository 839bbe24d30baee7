import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { configKeys } from '../../src/project/index.ts';
import { jsonSchemas } from '../../src/project/schema/json-schemas.ts';

test.each(Object.keys(jsonSchemas()))('schemas/%s is current (node scripts/schemas.mjs)', (file) => {
  const stored = readFileSync(join(import.meta.dirname, '../../schemas', file), 'utf8');
  expect(JSON.parse(stored)).toEqual(jsonSchemas()[file]);
});

test('every key of the schemas has a description', () => {
  const missing: string[] = [];
  const visit = (json: unknown, path: string): void => {
    if (typeof json !== 'object' || json === null) return;
    for (const [key, value] of Object.entries(json)) {
      if (key === 'properties' && typeof value === 'object' && value !== null)
        for (const [name, property] of Object.entries(value))
          if (!('description' in (property as object))) missing.push(`${path}/${name}`);
      visit(value, `${path}/${key}`);
    }
  };
  for (const [file, schema] of Object.entries(jsonSchemas())) visit(schema, file);
  expect(missing).toEqual([]);
});

test('every config key says what it does', () => {
  const keys = configKeys();
  expect(keys.filter(({ description }) => description === '')).toEqual([]);
  expect(keys).toContainEqual(expect.objectContaining({ kind: 'models', key: 'materialized' }));
});
