import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { ok } from '../../src/base/index.ts';
import { loadProject, type Project, type ProjectRequest } from '../../src/project/index.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-target-'));
afterAll(() => rmSync(root, { recursive: true }));

async function load(yaml: string, request: Partial<ProjectRequest> = {}): Promise<Project> {
  writeFileSync(join(root, 'project.yml'), yaml);
  const result = await loadProject({ dir: root, env: {}, ...request });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

describe('targets', () => {
  test('a project without any has dev, with its own database', async () => {
    const project = await load('name: shop\n');
    expect(project.targets).toEqual(['dev']);
    expect(project.target).toEqual({
      name: 'dev',
      type: 'duckdb',
      path: join(root, 'shop.duckdb'),
      schema: 'main',
      schemaPrefix: 'dev_',
      threads: 4,
      extensions: [],
      settings: {},
      attach: [],
      secrets: [],
      parquetRoot: join(root, 'lake'),
    });
  });

  test('everything a target can say', async () => {
    const yaml = `
name: shop
version: 1.0
target: prod
targets:
  dev:
  prod:
    path: /data/prod.duckdb
    schema: core
    threads: 8
    memory_limit: 4GB
    extensions: [httpfs, spatial]
    settings: { preserve_insertion_order: false, x: 0.5, y: 2 }
    attach:
      - { path: other.duckdb, read_only: true }
      - { path: "dbname=shop", type: postgres, alias: pg }
      - { path: "s3://bucket/a.duckdb" }
    secrets:
      - { type: s3, name: lake, key_id: a, use_ssl: true }
    parquet_root: ~/lake
`;
    const project = await load(yaml, { env: { HOME: '/home/me' } });
    expect(project.version).toBe('1.0');
    expect(project.target).toEqual({
      name: 'prod',
      type: 'duckdb',
      path: '/data/prod.duckdb',
      schema: 'core',
      schemaPrefix: '',
      threads: 8,
      memoryLimit: '4GB',
      extensions: ['httpfs', 'spatial'],
      settings: { preserve_insertion_order: false, x: 0.5, y: 2 },
      attach: [
        { path: join(root, 'other.duckdb'), alias: 'other', readOnly: true },
        { path: 'dbname=shop', type: 'postgres', alias: 'pg', readOnly: false },
        { path: 's3://bucket/a.duckdb', alias: 'a', readOnly: false },
      ],
      secrets: [{ type: 's3', name: 'lake', options: { key_id: 'a', use_ssl: true } }],
      parquetRoot: '/home/me/lake',
    });
    expect((await load(yaml, { target: 'dev', threads: 2 })).target).toMatchObject({
      name: 'dev',
      threads: 2,
    });
  });

  test('in memory, with a prefix of its own', async () => {
    const { target } = await load('name: shop\ntargets: { ci: { path: ":memory:", schema_prefix: "" } }\n');
    expect(target).toMatchObject({ name: 'ci', path: ':memory:', schemaPrefix: '' });
  });

  test('templates are evaluated in the chosen target only', async () => {
    const yaml = `
name: shop
target: "{{ A }}"
target-path: "{{ B }}"
targets:
  dev: { path: "{{ C }}", threads: "{{ D }}" }
  prod: { path: "{{ secret }}" }
vars: { later: "{{ E }}" }
`;
    const values: Record<string, string> = { A: 'dev', B: 'out', C: 'x.duckdb', D: '3' };
    const asked: string[] = [];
    const project = await load(yaml, {
      renderValue: (text, location) => {
        asked.push(`${text} ${location.range!.start.line}`);
        return ok(values[text.slice(3, 4)]!);
      },
    });
    expect(asked).toEqual(['{{ A }} 3', '{{ B }} 4', '{{ C }} 6', '{{ D }} 6']);
    expect(project.target).toMatchObject({ path: join(root, 'x.duckdb'), threads: 3 });
    expect(project.paths.target).toBe(join(root, 'out'));
    expect(project.vars).toEqual({ later: '{{ E }}' });
  });
});

describe('vars', () => {
  test('those below the name of the project win, and --vars wins over all', async () => {
    const yaml = 'name: shop\nvars:\n  a: 1\n  b: 1\n  c: 1\n  shop: { b: 2, c: 2 }\n';
    const { vars } = await load(yaml, { vars: '{c: 3, d: [x]}' });
    expect(vars).toEqual({ a: 1, b: 2, c: 3, d: ['x'] });
    expect((await load(yaml, { vars: { a: 5 } })).vars).toMatchObject({ a: 5 });
    expect((await load(yaml, { vars: '' })).vars).toMatchObject({ a: 1 });
  });
});

describe('files', () => {
  test('are found from a folder below, sorted, with kinds', async () => {
    const write = (path: string, text: string) => {
      mkdirSync(join(root, path, '..'), { recursive: true });
      writeFileSync(join(root, path), text);
    };
    for (const path of [
      'models/b.sql',
      'models/a/c.sql',
      'models/a.yml',
      'models/a.md',
      'models/.hidden.sql',
      'models/notes.txt',
      'seeds/s.csv',
      'tests/t.sql',
      'tests/generic/g.sql',
      'macros/m.sql',
      'macros/m.yaml',
      'analyses/x.sql',
    ])
      write(path, '');
    const project = await load('name: shop\non-run-start: select 1\non-run-end: [a, b]\n', {
      dir: join(root, 'models/a'),
    });
    expect(project.files.map(({ path, kind, resourcePath }) => `${path} ${kind} ${resourcePath}`)).toEqual([
      'analyses/x.sql analysis analyses',
      'macros/m.sql macro macros',
      'macros/m.yaml properties macros',
      'models/a.md docs models',
      'models/a.yml properties models',
      'models/a/c.sql model models',
      'models/b.sql model models',
      'seeds/s.csv seed seeds',
      'tests/generic/g.sql generic_test tests',
      'tests/t.sql test tests',
    ]);
    expect(project.root).toBe(root);
    expect(project.hooks.onRunEnd.map(({ sql, location }) => [sql, location.range!.start.column])).toEqual([
      ['a', 14],
      ['b', 17],
    ]);
  });
});
