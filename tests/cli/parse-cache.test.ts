import { readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { bundle } from '../../src/cli/cache/build-id.ts';
import { listFromCache } from '../../src/cli/fast/list.ts';
import { runAssay } from '../bad-input/in-process.ts';
import { type Files, type Sandbox, sandbox } from './harness.ts';

// Where the sources run as they are there is no cache, as they can change any time.
beforeEach(() => {
  const spy = vi.spyOn(bundle, 'id', 'get').mockReturnValue('of-this-test');
  return () => spy.mockRestore();
});

const project: Files = {
  'project.yml': `name: shop
targets:
  dev: { path: shop.duckdb }
  prod: { path: "{{ env_var('PROD_PATH', 'prod.duckdb') }}" }
vars: { day: monday }
models:
  gold: { +materialized: table, +tags: ["{{ var('day') }}"] }
`,
  'macros/amounts.sql': '{% macro cents(x) %}({{ x }} * 100){% endmacro %}\n',
  'models/raw.sql': 'select 1 as id, 2.5 as amount\n',
  'models/gold/paid.sql': "select id, {{ cents('amount') }} as cents from {{ ref('raw') }}\n",
  'models/gold/late.sql':
    "{{ config(tags=[env_var('TAG', 'none')]) }} select id from {{ ref('paid') }} where id = {{ var('least', 0) }}\n",
  'models/gold/_gold.yml': `models:
  - name: paid
    description: What was paid.
    columns:
      - name: id
        data_tests: [unique, not_null, { accepted_range: { arguments: { min_value: 0.5 } } }]
  - name: late
    columns: [{ name: id, data_tests: [{ relationships: { arguments: { to: ref('paid'), field: id } } }] }]
`,
  'seeds/kinds.csv': 'kind,rank\na,1\nb,2\n',
  'tests/none_late.sql': "select * from {{ ref('late') }} where id is null\n",
};

const folder = 'target/.assay';
const cachesOf = ({ path, exists }: Sandbox): readonly string[] =>
  exists(folder)
    ? readdirSync(path(folder)).flatMap((name) => (name.startsWith('parsed-') ? [path(folder, name)] : []))
    : [];

type Env = Readonly<Record<string, string>>;

/** Everything that `ls` and `parse` tell of a project, but for when and by which run. */
async function told({ dir, read }: Sandbox, args: readonly string[], env: Env) {
  const run = (...words: string[]) => runAssay([...words, ...args], dir, env);
  const listed = await run('ls');
  const json = await run('ls', '--output', 'json');
  const parsed = await run('parse', '--quiet');
  const manifest = parsed.exit === 0 ? JSON.parse(read('target/manifest.json')) : undefined;
  if (manifest !== undefined) delete manifest.metadata;
  for (const node of Object.values<Record<string, unknown>>(manifest?.nodes ?? {})) delete node.created_at;
  return { listed, json, parsed, manifest };
}

async function expectSame(place: Sandbox, args: readonly string[], env: Env) {
  const first = await told(place, args, env);
  // What the first one kept.
  const warm = await told(place, args, env);
  const fast = listFromCache(['ls', ...args], { cwd: place.dir, env });
  const cold = await told(place, [...args, '--no-partial-parse'], env);
  expect(first).toEqual(cold);
  expect(warm).toEqual(cold);
  if (fast !== undefined) expect({ exit: 0, printed: fast, stdout: fast, stderr: '' }).toEqual(cold.listed);
}

type Edit = (place: Sandbox) => void;

/** Writes over a file with as many bytes, and sets its time back to what it was. */
const quietly =
  (path: string, from: string, to: string): Edit =>
  (place) => {
    if (!place.exists(path)) return;
    const { atime, mtime } = statSync(place.path(path));
    const text = place.read(path).replace(from, to);
    writeFileSync(place.path(path), text);
    utimesSync(place.path(path), atime, mtime);
  };

const write =
  (files: Files): Edit =>
  (place) =>
    place.write(files);

const append =
  (path: string, text: string): Edit =>
  (place) =>
    place.write({ [path]: (place.exists(path) ? place.read(path) : '') + text });

const edits: Readonly<Record<string, Edit>> = {
  'a comment': append('models/raw.sql', '-- more\n'),
  'a config': write({ 'models/raw.sql': "{{ config(tags=['new']) }} select 1 as id, 2.5 as amount\n" }),
  'same size, same time': quietly('models/raw.sql', '2.5', '3.5'),
  'same size, same time, in a config': quietly('models/gold/late.sql', "'none'", "'some'"),
  'another parent': write({ 'models/gold/late.sql': "select id from {{ ref('raw') }}\n" }),
  'a parent that is not there': write({ 'models/gold/late.sql': "select id from {{ ref('rwa') }}\n" }),
  'a circle': write({ 'models/raw.sql': "select * from {{ ref('late') }}\n" }),
  off: write({ 'models/gold/late.sql': '{{ config(enabled=false) }} select 1 as id\n' }),
  'another schema': write({ 'models/raw.sql': "{{ config(schema='other') }} select 1 as id, 1 as amount\n" }),
  'a random tag': write({
    'models/raw.sql': '{{ config(tags=[[1] | random]) }} select 1 as id, 1 as amount\n',
  }),
  'a broken template': append('models/raw.sql', '{{ 1\n'),
  'a macro': append('macros/amounts.sql', '{% macro more(x) %}{{ x }}{% endmacro %}\n'),
  'the same macro otherwise': quietly('macros/amounts.sql', '100', '200'),
  properties: append('models/gold/_gold.yml', '  - name: raw\n    description: Raw.\n'),
  'properties of nothing': append('models/gold/_gold.yml', '  - name: nothing\n'),
  'the settings': append('project.yml', 'seeds: { +schema: raw }\n'),
  'a selector': write({
    'selectors.yml': 'selectors: [{ name: s, default: true, definition: "tag:monday" }]\n',
  }),
  'a seed': quietly('seeds/kinds.csv', 'b,2', 'b,3'),
  'a model more': write({ 'models/more.sql': "select * from {{ ref('paid') }}\n" }),
  'a model less': (place) => place.remove('models/gold/late.sql'),
  'a file moved': (place) => {
    if (!place.exists('models/raw.sql')) return;
    place.write({ 'models/base/raw.sql': place.read('models/raw.sql') });
    place.remove('models/raw.sql');
  },
  'a singular test': append('tests/none_late.sql', ' or id = 0\n'),
  'a Python model': write({ 'models/py.py': 'def model(dbt, session): pass\n' }),
  touched: (place) => utimesSync(place.path('project.yml'), new Date(), new Date()),
  'a damaged cache': (place) => {
    for (const path of cachesOf(place)) damage(path, 1 / 3);
  },
};

function damage(path: string, at: number): void {
  const bytes = readFileSync(path);
  writeFileSync(path, bytes.fill('x', Math.floor(bytes.length * at), Math.floor(bytes.length * at) + 20));
}

interface Step {
  readonly edit: string;
  readonly args: readonly string[];
  /** Files count as settled, or as too young for their stamps. */
  readonly later: boolean;
  readonly env: Env;
}

const step: fc.Arbitrary<Step> = fc.record({
  edit: fc.constantFrom(...Object.keys(edits)),
  args: fc.constantFrom<readonly string[]>(
    [],
    ['-t', 'prod'],
    ['--vars', '{day: friday}'],
    ['--vars', '{least: 3}'],
  ),
  later: fc.boolean(),
  env: fc.constantFrom<Env>({}, { TAG: 'blue' }, { TAG: 'red', PROD_PATH: 'elsewhere.duckdb' }),
});

const example = (...names: string[]): [Step[]] => [
  names.map((edit) => ({ edit, args: [], later: false, env: {} })),
];

test('whatever is edited, what is told with the cache is what is told without it', {
  timeout: 600_000,
}, async () => {
  const now = Date.now;
  const clock = vi.spyOn(Date, 'now');
  onTestFinished(() => clock.mockRestore());
  const runs = Number(process.env.PARSE_CACHE_RUNS ?? 25);
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 4 }), async (steps) => {
      const place = sandbox(project);
      for (const { edit, args, env, later } of steps) {
        clock.mockImplementation(() => now() + (later ? 10_000 : 0));
        edits[edit]!(place);
        await expectSame(place, args, env);
      }
    }),
    {
      numRuns: runs,
      examples: [example('a comment', 'a Python model', 'a comment'), example('a comment', 'a circle')],
    },
  );
  clock.mockRestore();
});

const names = async ({ dir }: Sandbox, ...args: string[]) =>
  (await runAssay(['ls', '--output', 'name', ...args], dir, {})).stdout.trim().split('\n');

test('a plain list is answered from the cache, until something changes', async () => {
  const place = sandbox(project);
  const list = (...args: string[]) => listFromCache(['ls', ...args], { cwd: place.dir, env: {} });
  expect(list()).toBeUndefined();
  const { stdout } = await runAssay(['ls'], place.dir, {});
  expect(list()).toBe(stdout);
  expect(list('--output', 'name')).toContain('paid\n');
  expect(list('--select', 'paid')).toBeUndefined();
  expect(list('-t', 'prod')).toBeUndefined();
  expect(list('--project-dir', 'models')).toBe(stdout);
  expect(list('--project-dir', 'nowhere')).toBeUndefined();
  edits['a comment']!(place);
  expect(list()).toBeUndefined();
  // The node is made anew and kept beside the others.
  await runAssay(['ls'], place.dir, {});
  expect(list()).toBe(stdout);
});

test('a cache that is damaged anywhere is noticed, and made anew', async () => {
  const place = sandbox(project);
  const expected = await names(place, '--no-partial-parse');
  for (const at of [0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99]) {
    expect(await names(place)).toEqual(expected);
    const [path] = cachesOf(place);
    damage(path!, at);
    expect(await names(place)).toEqual(expected);
    expect((await runAssay(['compile', '--quiet'], place.dir, {})).exit).toBe(0);
    writeFileSync(path!, readFileSync(path!).subarray(0, 1000 * at));
  }
});

test('there is no cache with --no-partial-parse, nor where it cannot be written', async () => {
  const place = sandbox(project);
  await names(place, '--no-partial-parse');
  expect(place.exists('target')).toBe(false);
  place.write({ target: 'a file' });
  expect(await names(place)).toContain('paid');
  expect((await runAssay(['ls'], place.dir, {})).printed).not.toContain('error');
});

test('target-path says where it is, and clean removes it', async () => {
  const place = sandbox({ ...project, 'project.yml': `${project['project.yml']}target-path: out\n` });
  await names(place);
  expect(place.exists('out/.assay')).toBe(true);
  expect(place.exists('target')).toBe(false);
  await runAssay(['clean'], place.dir, {});
  expect(place.exists('out')).toBe(false);
});

test('eight invocations that differ are kept', async () => {
  const place = sandbox(project);
  for (let least = 0; least < 12; least++) await names(place, '--vars', `{least: ${least}}`);
  expect(cachesOf(place).length).toBe(8);
});

test('many at the same time do not hurt each other', async () => {
  const place = sandbox(project);
  const all = await Promise.all(Array.from({ length: 8 }, () => names(place)));
  for (const each of all) expect(each).toEqual(all[0]);
  expect(cachesOf(place).length).toBe(1);
});
