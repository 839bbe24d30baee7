import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { onTestFinished } from 'vitest';
import { type Finished, runAssay } from '../bad-input/in-process.ts';

/** A project in a folder of its own, and what Assay did to each of its nodes. */
export class Workshop {
  readonly dir: string;
  env: Readonly<Record<string, string>> = {};

  constructor(files: Readonly<Record<string, string>>) {
    this.dir = realpathSync(mkdtempSync(join(tmpdir(), 'assay-reuse-')));
    onTestFinished(() => rmSync(this.dir, { recursive: true, force: true }));
    this.write(files);
  }

  path(name: string): string {
    return join(this.dir, name);
  }

  /** The files look as if they were written a while ago: what is young is looked at more closely. */
  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const path = this.path(name);
      const before = existsSync(path) ? statSync(path).mtimeMs : Date.now() - 3_600_000;
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
      utimesSync(path, new Date(), new Date(before + 60_000));
    }
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  edit(name: string, change: (text: string) => string): void {
    this.write({ [name]: change(this.read(name)) });
  }

  /** The names in a folder, sorted. */
  list(folder: string): readonly string[] {
    return readdirSync(this.path(folder)).sort();
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true });
  }

  run(args: readonly string[], interrupted?: AbortSignal): Promise<Finished> {
    return runAssay(args, this.dir, this.env, 'assay', interrupted);
  }

  /** The project after a build in which nothing went wrong. */
  async built(): Promise<this> {
    const { exit, printed } = await this.run(['build']);
    if (exit !== 0) throw new Error(printed);
    return this;
  }

  /** What a command did: `built`, `unchanged`, or how a test or a failed model ended, by name. */
  async does(...args: readonly string[]): Promise<Readonly<Record<string, string>>> {
    const { exit, printed } = await this.run(args);
    if (exit === 2) throw new Error(printed);
    return this.results();
  }

  results(): Readonly<Record<string, string>> {
    const { results } = JSON.parse(readFileSync(this.path('target/run_results.json'), 'utf8')) as {
      results: { unique_id: string; status: string; message: string | null }[];
    };
    return Object.fromEntries(
      results.map(({ unique_id, status, message }) => [
        unique_id.split('.')[2]!,
        message?.startsWith('unchanged') === true ? 'unchanged' : status === 'success' ? 'built' : status,
      ]),
    );
  }

  /** The names of what was not reused. */
  async done(...args: readonly string[]): Promise<readonly string[]> {
    const results = await this.does(...args);
    return Object.keys(results)
      .filter((name) => results[name] !== 'unchanged')
      .sort();
  }

  async plan(...args: readonly string[]): Promise<string> {
    const { exit, printed, stdout } = await this.run(['plan', ...args]);
    if (exit !== 0) throw new Error(printed);
    return stdout.replace(/ +/g, ' ').replace(/[\d.]+s\b/g, '<time>');
  }

  /** What `plan` would do, for programs. */
  async planned(): Promise<Record<'nodes' | 'tests', readonly Planned[]>> {
    return JSON.parse((await this.run(['plan', '--output', 'json'])).stdout);
  }

  /** Writes to the warehouse as another program would. */
  async sql(sql: string, database = 'shop.duckdb'): Promise<readonly (readonly unknown[])[]> {
    const instance = await DuckDBInstance.create(database === ':memory:' ? database : this.path(database));
    const connection = await instance.connect();
    try {
      return (await connection.runAndReadAll(sql)).getRowsJson();
    } finally {
      connection.disconnectSync();
      instance.closeSync();
    }
  }
}

export interface Planned {
  readonly node: string;
  readonly action: string;
  readonly reason?: unknown;
}

/** Orders from a file; a view, two tables and a seed over them, with tests. */
export const shop: Readonly<Record<string, string>> = {
  'project.yml': `name: shop
vars: { least: 0 }
targets:
  dev: { path: shop.duckdb, threads: 1 }
models:
  +materialized: table
`,
  'data/orders.csv': 'id,customer,amount\n1,ann,30\n2,ben,45\n3,ann,12\n',
  'seeds/regions.csv': 'customer,region\nann,north\nben,south\n',
  'macros/doubled.sql': `{% macro doubled(column) %}{{ column }} * 2{% endmacro %}
{% macro unused() %}1{% endmacro %}
`,
  'models/shop.yml': `sources:
  - name: files
    tables:
      - { name: orders, files: data/*.csv }
models:
  - name: orders
    columns:
      - name: id
        data_tests: [not_null, unique]
  - name: totals
    columns:
      - name: customer
        data_tests: [not_null]
`,
  'models/raw_orders.sql': `{{ config(materialized='view') }}
select * from {{ source('files', 'orders') }}
`,
  'models/orders.sql': `select id, customer, amount from {{ ref('raw_orders') }} where amount > {{ var('least') }}
`,
  'models/totals.sql': `select customer, sum({{ doubled('amount') }}) as amount from {{ ref('orders') }} group by all
`,
  'models/by_region.sql': `select region, sum(amount) as amount
from {{ ref('totals') }} join {{ ref('regions') }} using (customer) group by all
`,
};

export const builtShop = (files: Readonly<Record<string, string>> = {}): Promise<Workshop> =>
  new Workshop({ ...shop, ...files }).built();

/** A project of nothing but these files, whose models are tables. */
export const tables = (files: Readonly<Record<string, string>>): Workshop =>
  new Workshop({
    'project.yml': 'name: shop\ntargets: { dev: { path: shop.duckdb } }\nmodels: { +materialized: table }\n',
    ...files,
  });
