// Writes a project of N models in bronze, silver and gold, each of about 40 lines and with three data tests, over
// one small seed. The same numbers give the same files, byte for byte.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bronzeSql, goldSql, type Layer, macros, modelName, properties, silverSql } from './models.ts';
import { asSqlMesh } from './sqlmesh.ts';

export interface GenerateRequest {
  readonly directory: string;
  readonly models: number;
  readonly dialect: Dialect;
}

/** Whose project it is: Assay's own, dbt's with a profile beside it, or SQLMesh's. */
export type Dialect = 'assay' | 'dbt' | 'sqlmesh';

/** Models of a folder share a properties file, as they do in real projects. */
const perFolder = 20;

export function generate({ directory, models, dialect }: GenerateRequest): void {
  const files = new Map<string, string>();
  const counts: Readonly<Record<Layer, number>> = {
    bronze: Math.ceil(models / 3),
    silver: Math.ceil((models - 1) / 3),
    gold: Math.floor(models / 3),
  };
  const sql: Readonly<Record<Layer, (index: number) => string>> = {
    bronze: bronzeSql,
    silver: (index) => silverSql(index, counts.bronze),
    gold: (index) => goldSql(index, counts.silver),
  };
  for (const layer of ['bronze', 'silver', 'gold'] as const) {
    for (let first = 0; first < counts[layer]; first += perFolder) {
      const folder = `models/${layer}/area_${String(first / perFolder).padStart(3, '0')}`;
      const last = Math.min(first + perFolder, counts[layer]);
      for (let index = first; index < last; index++) {
        files.set(`${folder}/${modelName(layer, index)}.sql`, sql[layer](index));
      }
      files.set(`${folder}/_models.yml`, properties(layer, first, last));
    }
  }
  files.set('macros/amounts.sql', macros);
  files.set('seeds/raw_events.csv', events());
  for (const [path, text] of dialect === 'sqlmesh' ? asSqlMesh(files) : [...files, ...ownFiles[dialect]]) {
    const file = join(directory, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function events(): string {
  const kinds = ['view', 'cart', 'order', 'refund'];
  const rows = Array.from({ length: 100 }, (_, id) => {
    const day = String(1 + (id % 28)).padStart(2, '0');
    return `${id},${id % 17},${kinds[(id * 7) % 4]},${(id * 37) % 1000}.${String((id * 13) % 100).padStart(2, '0')},2024-01-${day}`;
  });
  return `event_id,customer_id,kind,amount,happened_on\n${rows.join('\n')}\n`;
}

const layers = (indent: string): string =>
  ['bronze', 'silver', 'gold']
    .map((layer) => `${indent}${layer}:\n${indent}  +schema: ${layer}\n${indent}  +materialized: table\n`)
    .join('');

const vars = 'vars:\n  currency: EUR\n  smallest_amount: 0\n';

const assayFiles: readonly (readonly [string, string])[] = [
  [
    'project.yml',
    `name: bench\ntarget: dev\n\ntargets:\n  dev:\n    path: warehouse.duckdb\n  limited:\n    path: warehouse.duckdb\n    memory_limit: 1GB\n\n${vars}\nmodels:\n${layers('  ')}\nseeds:\n  +schema: raw\n`,
  ],
];

const dbtFiles: readonly (readonly [string, string])[] = [
  [
    'dbt_project.yml',
    `name: bench\nversion: "1.0"\nconfig-version: 2\nprofile: bench\n\n${vars}\nmodels:\n  bench:\n${layers('    ')}\nseeds:\n  bench:\n    +schema: raw\n`,
  ],
  [
    'profiles.yml',
    'bench:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: warehouse.duckdb\n      threads: 4\n',
  ],
];

const ownFiles = { assay: assayFiles, dbt: dbtFiles };
