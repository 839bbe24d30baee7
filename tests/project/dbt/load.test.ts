import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { settingRenderer } from '../../../src/cli/open/setting-renderer.ts';
import { loadProject, type Project, type ProjectRequest } from '../../../src/project/index.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'assay-dbt-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const profile = (output: string): string => `shop:\n  target: dev\n  outputs:\n    dev:\n${output}`;
const usual = profile('      type: duckdb\n      path: shop.duckdb\n');

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries({
    'dbt_project.yml': 'name: shop\nprofile: shop\n',
    'profiles.yml': usual,
    ...files,
  })) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    if (text !== '') writeFileSync(join(root, path), text);
  }
}

async function load(request: Partial<ProjectRequest> = {}): Promise<Project> {
  const env = request.env ?? {};
  const result = await loadProject({ dir: root, renderValue: settingRenderer({ env }), ...request, env });
  if (!result.ok) throw new Error(result.diagnostics.map(({ message }) => message).join('\n'));
  return result.value;
}

const layers = (project: Project, kind: Parameters<Project['configsFor']>[0], fqn: readonly string[]) =>
  project
    .configsFor(kind, fqn)
    .map((layer) => Object.fromEntries(layer.map(({ key, value }) => [key, value])));

describe('the target of a dbt project', () => {
  test('has the defaults of dbt-duckdb', async () => {
    write({ 'profiles.yml': profile('      type: duckdb\n') });
    const { target, targets } = await load();
    expect(targets).toEqual(['dev']);
    expect(target).toMatchObject({
      name: 'dev',
      path: ':memory:',
      schema: 'main',
      schemaPrefix: '',
      threads: 1,
      localTime: true,
      profile: { name: 'shop', database: 'memory', externalRoot: '.', disableTransactions: false },
    });
    expect(target.profile!.given).toMatchObject({
      path: ':memory:',
      attach: null,
      settings: {},
      type: 'duckdb',
    });
  });

  test('everything a profile can say', async () => {
    write({
      'profiles.yml': profile(`      type: duckdb
      path: data/shop.db.duckdb
      schema: analytics
      threads: "{{ env_var('THREADS', '3') | int }}"
      extensions: [httpfs, { name: h3, repo: community }]
      settings: { memory_limit: 1GB }
      config_options: { allow_unsigned_extensions: true }
      external_root: out
      attach:
        - { path: other.db.duckdb }
        - { path: crm.sqlite, type: sqlite, alias: crm, read_only: true }
        - { path: 'ducklake:lake.db', alias: lake, options: { data_path: lake/, encrypted: false } }
      secrets:
        - { type: s3, key_id: a, secret: b, region: eu }
        - { type: gcs, name: google, persistent: true }
      use_credential_provider: aws
      retries: { connect_attempts: 3 }
      disable_transactions: true
      something_else: 1
`),
    });
    const { target } = await load({ threads: 8 });
    expect(target).toMatchObject({
      path: join(root, 'data/shop.db.duckdb'),
      schema: 'analytics',
      threads: 8,
      extensions: ['httpfs', { name: 'h3', repository: 'community' }],
      settings: { memory_limit: '1GB' },
      attach: [
        { path: join(root, 'other.db.duckdb'), alias: 'other', readOnly: false },
        { path: join(root, 'crm.sqlite'), alias: 'crm', readOnly: true, type: 'sqlite' },
        { path: 'ducklake:lake.db', alias: 'lake', options: { data_path: 'lake/' }, isDucklake: true },
      ],
      secrets: [
        { type: 's3', name: '_dbt_secret_1', options: { key_id: 'a', secret: 'b', region: 'eu' } },
        { type: 'gcs', name: 'google', persistent: true, options: {} },
        { type: 's3', name: '_dbt_secret_3', options: { provider: 'credential_chain' } },
      ],
      profile: {
        database: 'shop',
        externalRoot: 'out',
        configOptions: { allow_unsigned_extensions: true },
        retries: { connectAttempts: 3, exceptions: ['IOException'] },
        disableTransactions: true,
        ducklakes: ['lake'],
      },
    });
    expect(target.profile!.given).toMatchObject({ threads: 8, external_root: 'out' });
    expect(target.profile!.given).not.toHaveProperty('secrets');
  });

  test('is looked for where --profiles-dir says, else in the working folder, ~/.dbt, and beside the project', async () => {
    const named = (schema: string): string => usual.replace('path:', `schema: ${schema}\n      path:`);
    write({ 'profiles.yml': named('beside') });
    const env = { HOME: join(root, 'home') };
    const cwd = join(root, 'work');
    expect((await load({ env, cwd })).target.schema).toBe('beside');
    write({ 'profiles.yml': named('beside'), 'home/.dbt/profiles.yml': named('home') });
    expect((await load({ env, cwd })).target.schema).toBe('home');
    write({ 'work/profiles.yml': named('work') });
    expect((await load({ env, cwd })).target.schema).toBe('work');
    write({ 'said/profiles.yml': named('said') });
    expect((await load({ env: { ...env, DBT_PROFILES_DIR: '../said' }, cwd })).target.schema).toBe('said');
    expect(
      (await load({ env: { DBT_PROFILES_DIR: 'x' }, cwd, flags: { profilesDir: join(root, 'said') } })).target
        .schema,
    ).toBe('said');
  });

  test('secrets can be in the profile, and outputs that are not used may be broken', async () => {
    write({
      'profiles.yml': `${profile(`      type: duckdb\n      path: "{{ env_var('DBT_ENV_SECRET_NAME') }}.duckdb"\n`)}    prod:\n      path: "{{ env_var('NOT_SET') }}"\n`,
    });
    const { target, targets } = await load({ env: { DBT_ENV_SECRET_NAME: 'hidden' } });
    expect(target.path).toBe(join(root, 'hidden.duckdb'));
    expect(targets).toEqual(['dev', 'prod']);
  });

  test('profile and target come from the command line, the environment, then the files', async () => {
    write({
      'profiles.yml': `${usual}    prod: { type: duckdb, schema: shop_prod }\nother:\n  target: "{{ var('to', 'dev') }}"\n  outputs:\n    dev: { type: duckdb, schema: other_dev }\n    ci: { type: duckdb, schema: other_ci }\n`,
    });
    expect((await load({ env: { DBT_TARGET: 'prod' } })).target.schema).toBe('shop_prod');
    expect((await load({ env: { DBT_TARGET: 'x' }, target: 'prod' })).target.schema).toBe('shop_prod');
    expect((await load({ env: { DBT_PROFILE: 'other' } })).target.schema).toBe('other_dev');
    expect((await load({ flags: { profile: 'other' }, vars: '{to: ci}' })).target.schema).toBe('other_ci');
  });
});

describe('the packages of a dbt project', () => {
  test('are what is in dbt_packages, each with its files and vars', async () => {
    write({
      'dbt_project.yml':
        'name: shop\nprofile: shop\nvars:\n  a: root\n  shop: { a: own }\n  pkg: { c: for package }\n',
      'packages.yml': 'packages:\n  - local: ../pkg\n',
      'dbt_packages/pkg/dbt_project.yml':
        'name: pkg\nversion: 1.2.0\nvars:\n  a: package\n  b: package\n  pkg: { b: package own }\ndispatch:\n  - { macro_namespace: pkg, search_order: [shop, pkg] }\n',
      'dbt_packages/pkg/models/orders.sql': 'select 1',
      'dbt_packages/__pycache__/x.txt': 'x',
      'dbt_packages/README.md': 'x',
    });
    const project = await load({ vars: '{d: given}' });
    expect(project.vars).toMatchObject({ a: 'own', d: 'given', pkg: { c: 'for package' } });
    const [pkg] = project.packages;
    expect(pkg).toMatchObject({
      name: 'pkg',
      version: '1.2.0',
      isRoot: false,
      root: join(root, 'dbt_packages/pkg'),
    });
    expect(pkg!.vars).toMatchObject({ a: 'root', b: 'package own', c: 'for package', d: 'given' });
    expect(pkg!.dispatch).toEqual([{ namespace: 'pkg', searchOrder: ['shop', 'pkg'] }]);
    expect(pkg!.files.map(({ path, kind }) => [path, kind])).toEqual([['models/orders.sql', 'model']]);
    const [file] = pkg!.files;
    expect(file?.kind === 'model' && file.text.file).toBe('dbt_packages/pkg/models/orders.sql');
  });

  test('can be elsewhere, and only what is needed is read', async () => {
    write({
      'dbt_project.yml': 'name: shop\nprofile: shop\npackages-install-path: libs\n',
      'dependencies.yml': 'packages:\n  - local: ../pkg\n',
      'libs/pkg/dbt_project.yml': 'name: pkg\n',
      'models/orders.sql': 'select 1',
    });
    expect((await load()).packages.map(({ name }) => name)).toEqual(['pkg']);
    rmSync(join(root, 'libs'), { recursive: true });
    const connection = await load({ needs: 'connection' });
    expect(connection).toMatchObject({ isComplete: false, packages: [], files: [], target: { name: 'dev' } });
    rmSync(join(root, 'profiles.yml'));
    expect(await load({ needs: 'settings' })).toMatchObject({ isComplete: false, target: { name: '' } });
  });
});

describe('dbt_project.yml', () => {
  test('configures folders by their names below the package, and + marks a config', async () => {
    write({
      'dbt_project.yml': `name: shop
profile: shop
models:
  +tags: all
  shop:
    +materialized: "{{ 'table' if target.name == 'dev' else 'view' }}"
    materialized_views:
      enabled: true
      meta: { not: a config }
      +meta: { a: config }
      +pre-hook: "select '{{ this }}'"
  pkg:
    +enabled: false
tests:
  +severity: warn
`,
    });
    const project = await load();
    expect(layers(project, 'models', ['shop', 'materialized_views', 'orders'])).toEqual([
      { tags: 'all' },
      { materialized: 'table' },
      { enabled: true, meta: { a: 'config' }, 'pre-hook': "select '{{ this }}'" },
    ]);
    expect(layers(project, 'models', ['pkg', 'orders'])).toEqual([{ tags: 'all' }, { enabled: false }]);
    expect(layers(project, 'tests', ['shop', 'x'])).toEqual([{ severity: 'warn' }]);
    const [entry] = project.configsFor('models', ['shop', 'orders']).at(-1)!;
    expect(entry).toMatchObject({
      value: 'table',
      written: "{{ 'table' if target.name == 'dev' else 'view' }}",
    });
  });

  test('its folders have what dbt looks for in them', async () => {
    write({
      '.dbtignore': 'models/drafts\n*.bak.sql\n',
      'models/orders.sql': 'select 1\n\n',
      'models/old.bak.sql': 'x',
      'models/drafts/x.sql': 'x',
      'models/.tmp.sql': 'x',
      'models/python.py': 'x',
      'models/notes.md': '{% docs a %}a{% enddocs %}',
      'models/shop.yaml': 'models: []',
      'tests/generic/positive.sql': 'x',
      'tests/fixtures/rows.csv': 'a\n1\n',
      'tests/total.sql': 'x',
      'macros/m.sql': 'x',
      'snapshots/s.sql': 'x',
      'analyses/a.sql': 'x',
      'seeds/c.csv': 'a\n1\n',
      'seeds/c.md': 'x',
      'other/x.sql': 'x',
    });
    const project = await load();
    expect(project.files.map(({ path, kind }) => `${kind} ${path}`)).toEqual(
      [
        'analysis analyses/a.sql',
        'macro macros/m.sql',
        'docs models/notes.md',
        'model models/orders.sql',
        'python_model models/python.py',
        'properties models/shop.yaml',
        'docs seeds/c.md',
        'seed seeds/c.csv',
        'snapshot snapshots/s.sql',
        'fixture tests/fixtures/rows.csv',
        'generic_test tests/generic/positive.sql',
        'test tests/total.sql',
      ].sort((a, b) => (a.split(' ')[1]! < b.split(' ')[1]! ? -1 : 1)),
    );
  });

  test('query-comment has four ways to be written', async () => {
    const comment = async (yaml: string) => {
      write({ 'dbt_project.yml': `name: shop\nprofile: shop\n${yaml}` });
      return (await load()).queryComment;
    };
    expect(await comment('')).toEqual({ comment: undefined, append: false, jobLabel: false });
    expect(await comment('query-comment:\n')).toBeUndefined();
    expect(await comment('query-comment: by {{ target.name }}\n')).toMatchObject({
      comment: 'by {{ target.name }}',
    });
    expect(await comment('query-comment: { comment: a, append: true, job-label: true }\n')).toEqual({
      comment: 'a',
      append: true,
      jobLabel: true,
    });
  });
});
