import { expect, test } from 'vitest';
import { parseDbtModelConfig } from '../../../src/project/config/parse-dbt-config.ts';
import { configLayer } from '../../../src/project/index.ts';

test('a key without a value is kept where dbt has no meaning for it, and else as if it were not there', () => {
  const given = { table_type: null, unique_key: null, materialized: null, color: 'blue' };
  const config = parseDbtModelConfig(configLayer(given, () => ({ file: 'a.sql' })));
  if (!config.ok) throw new Error(config.diagnostics[0]!.message);
  expect(config.value.raw).toEqual({ table_type: null, color: 'blue' });
  expect(config.value).toMatchObject({ materialized: 'view', uniqueKey: [] });
});
