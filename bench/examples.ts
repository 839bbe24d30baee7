// npm run bench:examples [-- SYSTEM[=ROWS] …]: builds the examples at scale, beside their statements in bare DuckDB.
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bareExample } from './bare-example.ts';
import { type Measured, measure } from './measure.ts';
import { machineLine, thisMachine } from './tables.ts';

export interface Line {
  readonly system: string;
  readonly rows: number;
  readonly assay: Measured;
  readonly bare: Measured;
}

const million = 1_000_000;
const all: readonly (readonly [system: string, rows: number])[] = [
  ['reports', million],
  ['gmv', million],
  ['payments', million],
  ['orders', million],
  ['retail', million],
  ['gmv', 10 * million],
  ['retail', 10 * million],
];

/** @param built where the bundles are */
export async function main(args: readonly string[], built: string): Promise<void> {
  const asked = args.map((arg): readonly [string, number] => {
    const [system, rows] = arg.split('=');
    return [system!, Number(rows ?? million)];
  });
  const lines: Line[] = [];
  for (const [system, rows] of asked.length > 0 ? asked : all) {
    const line = await compete(system, rows, built);
    lines.push(line);
    console.log(lineText(line));
  }
  if (asked.length === 0) write(lines);
}

/** Bare and Assay in turns, twice; the better run of each counts, since other work on the machine only slows down. */
async function compete(system: string, rows: number, built: string): Promise<Line> {
  const project = join(tmpdir(), `assay-example-${process.pid}`);
  const assay = join(built, 'product/bin/assay.js');
  const example = resolve('examples', system);
  try {
    mkdirSync(project);
    for (const part of ['project.yml', 'models', 'macros', 'seeds', 'tests'])
      if (existsSync(join(example, part)))
        cpSync(join(example, part), join(project, part), { recursive: true });
    const out = system === 'reports' ? '.' : 'input';
    const generate = [resolve('examples/generate/generate.mjs'), system, '--rows', String(rows)];
    execFileSync(process.execPath, [...generate, '--out', join(project, out)], { stdio: 'pipe' });
    const runs: { assay: Measured; bare: Measured }[] = [];
    for (let round = 0; round < 2; round++) {
      clean(project, system);
      const ours = await measure({ args: [assay, 'build', '--quiet'], cwd: project });
      const lake = join(project, 'bare-lake');
      writeFileSync(join(project, 'bare.json'), JSON.stringify(bareExample(project, lake)));
      clean(project, system);
      for (const schema of ['bronze', 'silver', 'gold'])
        for (const prefix of ['', 'dev_']) mkdirSync(join(lake, prefix + schema), { recursive: true });
      const bare = await measure({
        args: [join(built, 'bare-statements.mjs'), 'bare.json', 'bare.duckdb'],
        cwd: project,
      });
      runs.push({ assay: ours, bare });
    }
    const best = (of: 'assay' | 'bare') =>
      runs.map((run) => run[of]).reduce((one, other) => (one.seconds <= other.seconds ? one : other));
    return { system, rows, assay: best('assay'), bare: best('bare') };
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

function clean(project: string, system: string): void {
  for (const name of [
    `${system}.duckdb`,
    `${system}.duckdb.wal`,
    'bare.duckdb',
    'bare.duckdb.wal',
    'lake',
    'bare-lake',
  ])
    rmSync(join(project, name), { recursive: true, force: true });
}

const heads = [
  'System',
  'Rows',
  'Seconds',
  'Rows per second',
  'Peak memory',
  'Bare DuckDB',
  'Its memory',
  'Ratio',
  'CPU',
];

function cells({ system, rows, assay, bare }: Line): readonly string[] {
  return [
    system,
    rows.toLocaleString('en'),
    assay.seconds.toFixed(1),
    Math.round(rows / assay.seconds).toLocaleString('en'),
    `${Math.round(assay.peakMegabytes).toLocaleString('en')} MB`,
    `${bare.seconds.toFixed(1)} s`,
    `${Math.round(bare.peakMegabytes).toLocaleString('en')} MB`,
    (assay.seconds / bare.seconds).toFixed(2),
    (assay.cpuSeconds / bare.cpuSeconds).toFixed(2),
  ];
}

const lineText = (line: Line): string =>
  cells(line)
    .map((cell, index) => `${heads[index]!.toLowerCase()} ${cell}`)
    .join(', ');

const page = resolve('docs/reference/examples-at-scale.md');

/** Writes the results file, and puts the figures between the page's two marks. */
function write(lines: readonly Line[]): void {
  const rows = lines.map((line) => `| ${cells(line).join(' | ')} |`);
  const aligned = heads.map((_, index) => (index === 0 ? '---' : '---:'));
  const table = [`| ${heads.join(' | ')} |`, `| ${aligned.join(' | ')} |`, ...rows].join('\n');
  const measuredAt = new Date().toISOString().slice(0, 10);
  const machine = thisMachine();
  writeFileSync('bench/examples.json', `${JSON.stringify({ measuredAt, machine, lines }, null, 2)}\n`);
  const on = `Measured on ${measuredAt} on: ${machineLine(machine)}.`;
  const text = readFileSync(page, 'utf8');
  const [before, after] = [text.indexOf('<!-- figures -->'), text.indexOf('<!-- end of figures -->')];
  writeFileSync(
    page,
    `${text.slice(0, before)}<!-- figures -->\n\n${on}\n\n${table}\n\n${text.slice(after)}`,
  );
}
