import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runAssay } from '../bad-input/in-process.ts';

/**
 * Semantic models, metrics and saved queries that dbt 1.11 accepts or refuses: one that it accepts, and that with a change or
 * two. A change is a way and the value there; without a value what is there goes.
 */
interface Case {
  readonly name: string;
  readonly dbt: 'accepted' | 'refused';
  readonly changes: readonly [way: (string | number)[], value?: unknown][];
}

const { base, cases } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cases/semantic-layer.json'), 'utf8'),
) as { base: unknown; cases: Case[] };

const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-semantic-')));

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

beforeAll(() => {
  write('dbt_project.yml', 'name: shop\nprofile: shop\n');
  write('profiles.yml', 'shop: {target: dev, outputs: {dev: {type: duckdb, path: shop.duckdb}}}\n');
  write('models/orders.sql', "select 1 as id, 2 as customer_id, date '2024-01-01' as day, 5 as amount\n");
  write('models/customers.sql', "select 1 as id, date '2024-01-01' as day, 'x' as country\n");
  write('models/days.sql', "select date '2024-01-01' as day\n");
  const columns = '[{name: day, granularity: day}]';
  const days = `{name: days, time_spine: {standard_granularity_column: day}, columns: ${columns}}`;
  write('models/days.yml', `models: [${days}]\n`);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(cases)('$name: $dbt', async ({ dbt, changes }) => {
  // JSON is YAML.
  write('models/semantic.yml', JSON.stringify(changed(base, changes)));
  const ran = await runAssay(['parse'], folder, { HOME: folder, LANG: 'C.UTF-8', TZ: 'UTC' });
  expect(ran.exit === 0 ? 'accepted' : 'refused', ran.printed).toBe(dbt);
});

function changed(value: unknown, changes: Case['changes']): unknown {
  const copy = structuredClone(value);
  for (const [way, ...to] of changes) {
    let at = copy as Record<string | number, unknown>;
    for (const step of way.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
    if (to.length === 0) delete at[way.at(-1)!];
    else at[way.at(-1)!] = to[0];
  }
  return copy;
}
