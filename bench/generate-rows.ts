// Writes a project of 100 models over 50 million rows in 20 Parquet files, which `rows.ts` makes.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { properties } from './models.ts';

export const rowFiles = 20;
export const rowsPerFile = 2_500_000;
export const customers = 100_000;

const counts = { bronze: rowFiles, silver: 40, gold: 40 } as const;
const name = (layer: string, index: number): string => `${layer}_${String(index).padStart(5, '0')}`;
export const sourceName = (index: number): string => `events_${String(index).padStart(2, '0')}`;

export function generateRows(directory: string): void {
  const files = new Map<string, string>([
    ['project.yml', project],
    ['models/sources.yml', sources],
  ]);
  const sql = { bronze: bronzeSql, silver: silverSql, gold: goldSql } as const;
  for (const layer of ['bronze', 'silver', 'gold'] as const) {
    for (let index = 0; index < counts[layer]; index++)
      files.set(`models/${layer}/${name(layer, index)}.sql`, sql[layer](index));
    files.set(`models/${layer}/_models.yml`, properties(layer, 0, counts[layer]));
  }
  for (const [path, text] of files) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

const layers = ['bronze', 'silver', 'gold']
  .map((layer) => `  ${layer}:\n    +schema: ${layer}\n    +materialized: table\n`)
  .join('');

const project = `name: bench\ntarget: dev\n\ntargets:\n  dev:\n    path: warehouse.duckdb\n\nmodels:\n${layers}`;

const sources = `sources:
  - name: shop
    files: "input/{name}.parquet"
    tables:
${Array.from({ length: rowFiles }, (_, index) => `      - name: ${sourceName(index)}\n`).join('')}`;

const bronzeSql = (index: number): string => `select
    event_id,
    customer_id,
    kind,
    amount,
    happened_on,
    'system_${index}' as loaded_from
from {{ source('shop', '${sourceName(index)}') }}
where amount >= 0
`;

const silverSql = (index: number): string => `with customers as (
    select customer_id, min(happened_on) as first_on, count(*) as events
    from {{ ref('${name('bronze', (index * 7 + 3) % rowFiles)}') }}
    group by customer_id
)
select
    event_id,
    customer_id,
    kind,
    cast(round(amount * 100) as bigint) as amount,
    happened_on,
    date_trunc('week', happened_on) as happened_in_week,
    first_on,
    coalesce(customers.events, 0) as events
from {{ ref('${name('bronze', index % rowFiles)}') }}
left join customers using (customer_id)
where event_id % 4 = ${index % 4}
`;

const goldSql = (index: number): string => `select
    customer_id,
    max(kind) as kind,
    count(*) as events,
    {% for kind in ['view', 'cart', 'order', 'refund'] -%}
    sum(amount) filter (where kind = '{{ kind }}') as {{ kind }}_amount,
    {% endfor -%}
    max(happened_in_week) as last_week
from {{ ref('${name('silver', index)}') }}
group by customer_id
`;
