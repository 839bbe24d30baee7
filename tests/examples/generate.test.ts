import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { type Counts, scan } from './scan.js';

const root = join(import.meta.dirname, '../..');
const scratch = mkdtempSync(join(tmpdir(), 'assay-generate-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

const systems = ['reports', 'gmv', 'payments', 'orders', 'retail'] as const;
const python = spawnSync('python3', ['--version']).status === 0;
let folders = 0;

/** Makes input in a new folder; what it said is beside it. */
function generate(system: string, ...options: string[]): { folder: string; said: string } {
  const folder = options.includes('--out')
    ? options[options.indexOf('--out') + 1]!
    : join(scratch, `${++folders}`);
  const command = ['examples/generate/generate.mjs', system, '--out', folder, ...options];
  return { folder, said: execFileSync(process.execPath, command, { cwd: root, encoding: 'utf8' }) };
}

const usual = new Map<string, string>();

/** The folder of what a system's input is without options, which no test changes. */
function usualOf(system: string): string {
  const folder = usual.get(system) ?? generate(system).folder;
  usual.set(system, folder);
  return folder;
}

/** Every file of a folder → its bytes' hash. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((path) => [relative(folder, path), createHash('sha256').update(readFileSync(path)).digest('hex')]),
  );
}

/** What the generator counted, the formats of one source as one. */
function counted(folder: string): { lines: Record<string, number>; dirt: Counts } {
  const told = JSON.parse(readFileSync(join(folder, 'dirt.json'), 'utf8')) as ReturnType<typeof counted>;
  const lines: Record<string, number> = {};
  const dirt: Counts = {};
  for (const [source, count] of Object.entries(told.lines)) {
    const name = source.replace(/_(csv|json)$/, '');
    lines[name] = (lines[name] ?? 0) + count;
  }
  for (const [source, kinds] of Object.entries(told.dirt)) {
    const name = source.replace(/_(csv|json)$/, '');
    for (const [kind, count] of Object.entries(kinds)) add(dirt, name, kind, count);
  }
  return { lines, dirt };
}

function add(counts: Counts, source: string, kind: string, count: number): void {
  counts[source] ??= {};
  counts[source][kind] = (counts[source][kind] ?? 0) + count;
}

/** The bytes of each system's small size: a change of these is a change of every expected result. */
const small: Record<(typeof systems)[number], string> = {
  reports: '5cc96fc61bc8b606',
  gmv: 'ec155a6f986e4e13',
  payments: '350fffed3fbe7aa0',
  orders: '86c11e17b59ce8b9',
  retail: '5a38cf28a4f6c526',
};

test.each(systems)('%s: the same seed makes the same bytes, another seed others', (system) => {
  const first = hashes(usualOf(system));
  expect(hashes(generate(system, '--seed', '42').folder)).toEqual(first);
  expect(createHash('sha256').update(JSON.stringify(first)).digest('hex').slice(0, 16)).toBe(small[system]);
  const other = hashes(generate(system, '--seed', '43').folder);
  expect(Object.keys(other)).toEqual(Object.keys(first));
  expect(Object.values(other)).not.toEqual(Object.values(first));
});

for (const rate of ['0', '0.05', '0.5', '1']) {
  test.each(systems)(`%s: the dirt counted is the dirt that is there, at a rate of ${rate}`, (system) => {
    const { folder } = generate(system, '--dirt', rate, '--rows', '6000', '--days', '40', '--seed', '7');
    const told = counted(folder);
    expect(scan(system, folder)).toEqual(told);
    expect(Object.values(told.lines).reduce((sum, count) => sum + count)).toBe(6000);
    const dirty = Object.values(told.dirt).flatMap((kinds) => Object.values(kinds));
    const share = dirty.reduce((sum, count) => sum + count, 0) / 6000;
    if (rate === '0') expect(share).toBe(0);
    else expect(share).toBeGreaterThan(Number(rate) * 0.5);
  });
}

test.each(systems)('%s: no rows make files with nothing in them', (system) => {
  const { folder } = generate(system, '--rows', '0', '--days', '3');
  expect(scan(system, folder).lines).toEqual({});
});

test('reports: a date written again changes no file of another, and is clean', () => {
  const again = join(scratch, 'again');
  cpSync(usualOf('reports'), again, { recursive: true });
  const before = hashes(again);
  generate('reports', '--out', again, '--reprocess', '2024-01-09');
  const after = hashes(again);
  const changed = Object.keys(after).filter((path) => after[path] !== before[path]);
  expect(changed).toEqual([
    'dirt.json',
    'landing/customers/2024-01-09/customers.csv',
    'landing/events/2024-01-09/events.json',
    'landing/orders/2024-01-09/orders.csv',
    'landing/orders/2024-01-09/orders.json',
  ]);
  expect(scan('reports', again)).toEqual(counted(again));
  expect(Object.keys(after)).toEqual(Object.keys(before));
});

test.each([
  ['gmv', '1_000_000'],
  ['reports', '100_000'],
  ['payments', '100_000'],
  ['orders', '100_000'],
  ['retail', '100_000'],
])('%s: %s rows need no more memory than a few', (system, rows) => {
  const { folder, said } = generate(system, '--rows', rows);
  rmSync(folder, { recursive: true });
  expect(Number(/(\d+) MiB/.exec(said)?.[1])).toBeLessThan(150);
});

test('payments: --size makes about as many bytes', () => {
  const { folder } = generate('payments', '--size', '10MiB');
  const bytes = ['transactions.json', 'payments.json'].map((file) => readFileSync(join(folder, file)).length);
  expect(bytes.reduce((sum, count) => sum + count) / 1024 ** 2).toBeCloseTo(10, 0);
});

test.each([
  [['orders'], '--out DIR is missing.'],
  [['sales', '--out', 'x'], "There is no system 'sales'."],
  [['gmv', '--out', 'x', '--dirt', '5'], "--dirt takes a number from 0 to 1, not '5'."],
  [['gmv', '--out', 'x', '--reprocess', '2024-01-01'], '--reprocess is for reports.'],
  [['payments', '--out', 'x', '--as-of', 'soon'], "--as-of takes a date such as 2024-01-31, not 'soon'."],
  [['gmv', '--out', 'package.json'], 'EEXIST'],
])('%j is refused in words', (options, words) => {
  const run = spawnSync(process.execPath, ['examples/generate/generate.mjs', ...options], {
    cwd: root,
    encoding: 'utf8',
  });
  expect(run.status).not.toBe(0);
  expect(run.stderr.split('\n')[0]).toContain(words);
  expect(run.stderr).not.toContain('    at ');
});

const expected: [system: string, folder: string, ...options: string[]][] = [
  ['reports', 'small'],
  ['reports', 'small-reprocess-2024-01-09'],
  ['gmv', 'small'],
  ['gmv', 'small-as-of-2024-01-20', '--as-of', '2024-01-20'],
  ['payments', 'small'],
  ['payments', 'small-as-of-2024-06-30', '--as-of', '2024-06-30'],
  ['orders', 'small'],
  ['orders', 'small-since-2024-01-25', '--since', '2024-01-25'],
  ['retail', 'small'],
];

test.skipIf(!python).each(expected)(
  '%s: expected/%s is what the reference computes',
  (system, name, ...options) => {
    let folder = usualOf(system);
    if (name.startsWith('small-reprocess')) {
      folder = join(scratch, name);
      cpSync(usualOf(system), folder, { recursive: true });
      generate(system, '--out', folder, '--reprocess', name.slice(-10));
    }
    const out = join(scratch, `${system}-${name}`);
    execFileSync('python3', [join(root, 'examples', system, 'reference.py'), folder, out, ...options]);
    const checkedIn = join(root, 'examples', system, 'expected', name);
    for (const file of readdirSync(checkedIn)) {
      expect(readFileSync(join(out, file), 'utf8')).toBe(readFileSync(join(checkedIn, file), 'utf8'));
    }
  },
);

/** Kinds of dirt that are set aside under another name, or for other reasons besides. */
const differ: Record<string, string[]> = {
  payments: ['orphan', 'superseded'],
  orders: [],
  reports: [],
  gmv: [],
  retail: [],
};

test.skipIf(!python).each(systems)(
  '%s: what the reference sets aside is the dirt that was made',
  (system) => {
    const { folder } = generate(system, '--dirt', '0.3');
    const out = join(scratch, `${system}-intake`);
    execFileSync('python3', [join(root, 'examples', system, 'reference.py'), folder, out]);
    const told = counted(folder).dirt;
    const aside: Counts = {};
    for (const line of readFileSync(join(out, 'intake.csv'), 'utf8').trim().split('\n').slice(1)) {
      const fields = line.split(',');
      const source = fields[0]!.replace(/_(csv|json)$/, '');
      const [outcome, records] = fields.slice(-2) as [string, string];
      if (outcome === 'loaded' || differ[system]!.includes(outcome)) continue;
      add(aside, source, outcome, Number(records));
    }
    for (const [source, kinds] of Object.entries(aside)) expect(told[source]).toMatchObject(kinds);
    expect(Object.keys(aside).length).toBeGreaterThan(0);
  },
);
