import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { type Files, repository, type Sandbox, sandbox } from '../cli/harness.js';

type Row = Readonly<Record<string, string | null>>;

function generate(system: string, out: string, ...options: readonly string[]): void {
  const script = join(repository, 'examples/generate/generate.mjs');
  execFileSync(process.execPath, [script, system, '--out', out, ...options], { stdio: 'pipe' });
}

const made = new Map<string, Files>();

/** What the generator makes without options, the same each time (generate.test.ts): so it is made once. */
function usualInput(system: string): Files {
  const before = made.get(system);
  if (before !== undefined) return before;
  const folder = mkdtempSync(join(tmpdir(), 'assay-input-'));
  try {
    generate(system, folder);
    const paths = readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const files = Object.fromEntries(paths.map((path) => [relative(folder, path), readFileSync(path)]));
    made.set(system, files);
    return files;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** One of the example projects in a folder of its own, without input. */
export class Example {
  readonly system: string;
  readonly project: Sandbox;

  constructor(system: string) {
    this.system = system;
    this.project = sandbox({}, join(repository, 'examples', system));
  }

  /** Makes input in the folder `out` of the project. */
  generate(out: string, ...options: readonly string[]): void {
    if (options.length > 0) generate(this.system, this.project.path(out), ...options);
    else
      for (const [name, bytes] of Object.entries(usualInput(this.system)))
        this.project.write({ [join(out, name)]: bytes });
  }

  /** Builds, and expects it to end well. */
  async build(...options: readonly string[]): Promise<void> {
    const ran = await this.project.assay(['build', ...options]);
    expect(ran.exitCode, ran.stderr + ran.stdout).toBe(0);
  }

  /** Builds, and expects it to say what is wrong in words and to leave with 1. */
  async fails(...options: readonly string[]): Promise<string> {
    const ran = await this.project.assay(['build', ...options]);
    const said = ran.stderr + ran.stdout;
    expect(ran.exitCode, said).toBe(1);
    expect(said).toMatch(/error A\d{4}:|^✗ /m);
    expect(said).not.toMatch(/^\s+at .*[:(]\d+/m);
    expect(said).not.toMatch(/INTERNAL|TypeError|undefined/);
    return said;
  }

  /** The answer to a query on the warehouse, every value as the expected results have it. */
  rows(sql: string): Promise<Row[]> {
    return this.#reading((rows) => rows(sql));
  }

  /** Opens the warehouse once for all that is asked of it. */
  async #reading<T>(ask: (rows: (sql: string) => Promise<Row[]>) => Promise<T>): Promise<T> {
    const instance = await DuckDBInstance.create(this.project.path(`${this.system}.duckdb`), {
      access_mode: 'READ_ONLY',
    });
    const connection = await instance.connect();
    const rows = async (sql: string): Promise<Row[]> => {
      const types = (await connection.runAndReadAll(`describe ${sql}`)).getRowObjectsJson();
      const values = types.map(({ column_name: name, column_type: type }) =>
        String(type).startsWith('TIMESTAMP')
          ? `strftime("${name}", '%Y-%m-%dT%H:%M:%SZ') as "${name}"`
          : `"${name}"::varchar as "${name}"`,
      );
      const read = await connection.runAndReadAll(`select ${values.join(', ')} from (${sql})`);
      return read.getRowObjectsJson() as unknown as Row[];
    };
    try {
      await connection.run("set timezone = 'UTC'");
      return await ask(rows);
    } finally {
      connection.closeSync();
      instance.closeSync();
    }
  }

  /** The gold tables, by name: their columns with types, their rows in an order of their own. */
  gold(tables: readonly string[]): Promise<Record<string, { columns: string[]; rows: string[] }>> {
    return this.#reading(async (rows) => {
      const all: Record<string, { columns: string[]; rows: string[] }> = {};
      for (const table of tables) {
        const described = await rows(
          `select column_name || ' ' || replace(column_type, 'TIMESTAMP WITH TIME ZONE', 'TIMESTAMPTZ') as declared
           from (describe dev_gold.${table})`,
        );
        const held = await rows(`from dev_gold.${table}`);
        all[table] = {
          columns: described.map(({ declared }) => declared!),
          rows: held.map((row) => JSON.stringify(Object.values(row))).sort(),
        };
      }
      return all;
    });
  }

  /** What the gold tables must be: columns as INPUT.md says, rows as in a folder of expected results. */
  async expected(
    folder: string,
    tables: readonly string[],
  ): Promise<Record<string, { columns: string[]; rows: string[] }>> {
    const contract = readFileSync(this.project.path('INPUT.md'), 'utf8');
    const instance = await DuckDBInstance.create(':memory:');
    const connection = await instance.connect();
    const all: Record<string, { columns: string[]; rows: string[] }> = {};
    for (const table of tables) {
      const line = contract.split('\n').find((text) => text.startsWith(`| \`${table}\``))!;
      const csv = this.project.path('expected', folder, `${table}.csv`);
      const read = await connection.runAndReadAll(
        `from read_csv('${csv}', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`,
      );
      all[table] = {
        columns: [...line.split('|')[2]!.matchAll(/\b([a-z_\d]+) ([A-Z]{4,}(?:\(\d+,\d+\))?)/g)].map(
          ([, name, type]) => `${name} ${type}`,
        ),
        rows: read
          .getRows()
          .map((row) => JSON.stringify(row))
          .sort(),
      };
    }
    connection.closeSync();
    instance.closeSync();
    return all;
  }

  /** What the generator counted: lines and dirt by file. */
  counted(out: string): { lines: Record<string, number>; dirt: Record<string, Record<string, number>> } {
    return JSON.parse(this.project.read(join(out, 'dirt.json')));
  }

  /** The files of the published version of a table in the lake, each with what tells it apart on the disk. */
  files(schema: string, table: string): Map<string, string> {
    const current = this.project.path('lake', schema, table, 'current');
    return new Map(
      readdirSync(current, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.parquet'))
        .sort()
        .map((name) => {
          const path = join(current, name);
          const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
          return [name, `${statSync(path).ino} ${hash}`];
        }),
    );
  }
}
