// npm run bench [-- --small | --models N]: measures Assay on generated projects, beside the least that the same work
// can cost. Only the whole of it writes its results.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bareProject } from './bare-project.ts';
import { type Entrant, hold, type Result } from './contest.ts';
import { generate } from './generate.ts';
import { goals } from './goals.ts';
import { goalsTable, machineLine, resultsTable, thisMachine } from './tables.ts';

interface Size {
  readonly models: number;
  readonly rounds: number;
}

const full: readonly Size[] = [
  { models: 100, rounds: 5 },
  { models: 1000, rounds: 5 },
  { models: 5000, rounds: 3 },
];
const small: readonly Size[] = [{ models: 100, rounds: 3 }];

/** @param built where the bundles are: this one, the bare driver, and the product as it was when they were made */
export async function main(args: readonly string[], built: string): Promise<void> {
  const only = args.includes('--models') ? Number(args[args.indexOf('--models') + 1]) : undefined;
  const sizes = only === undefined ? full : full.filter(({ models }) => models === only);
  const isWhole = args.length === 0;
  const home = join(tmpdir(), `assay-bench-${process.pid}`);
  const results: Result[] = [];
  try {
    for (const size of args.includes('--small') ? small : sizes) results.push(...compete(size, home, built));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const machine = thisMachine();
  const reached = goals(results);
  const templates = templateFigures(built);
  console.log(
    `\n${machineLine(machine)}\n\n${resultsTable(results)}\n\n${goalsTable(reached)}\n\n${templates}`,
  );
  if (!isWhole) return;
  const measuredAt = new Date().toISOString().slice(0, 10);
  const written = { measuredAt, machine, results, goals: reached, templates: templates.split('\n') };
  writeFileSync('bench/results.json', `${JSON.stringify(written, null, 2)}\n`);
  writePage(
    `Measured on ${measuredAt} on: ${machineLine(machine)}.\n\n${resultsTable(results)}\n\n${goalsTable(reached)}\n\n` +
      `Templates alone, in a warm process:\n\n\`\`\`\n${templates}\n\`\`\``,
  );
}

function compete({ models, rounds }: Size, home: string, built: string): readonly Result[] {
  const project = join(home, String(models));
  const assay = join(built, 'product/bin/assay.js');
  mkdirSync(project, { recursive: true });
  generate({ directory: project, models, dialect: 'assay' });
  execFileSync(process.execPath, [assay, 'build', '--quiet'], { cwd: project, stdio: 'inherit' });
  writeFileSync(join(project, 'bare.json'), JSON.stringify(bareProject(project)));
  const bare = (connections: number) => () => [
    join(built, 'bare.mjs'),
    'bare.json',
    'warehouse.duckdb',
    String(connections),
  ];
  const command = (name: string) => (folder: string) => [
    assay,
    name,
    '--quiet',
    '--target-path',
    join(folder, 'target'),
  ];
  const entrants: readonly Entrant[] = [
    { name: 'node -e 0', args: () => ['-e', '0'] },
    { name: 'open DuckDB, one query', args: () => [join(built, 'one-query.mjs'), 'warehouse.duckdb'] },
    { name: 'parse', args: command('parse'), against: 'open DuckDB, one query' },
    { name: 'compile', args: command('compile'), against: 'open DuckDB, one query' },
    { name: 'bare, one connection', args: bare(1) },
    { name: 'bare again', args: bare(1), continues: true },
    { name: 'bare, two connections', args: bare(2), against: 'bare, one connection' },
    { name: 'build', args: command('build'), against: 'bare, one connection' },
    { name: 'build again', args: command('build'), against: 'bare again', continues: true },
  ];
  const onRound = (round: number) =>
    console.log(`${models.toLocaleString('en')} models, round ${round + 1} of ${rounds}`);
  return hold({ models, project, entrants, rounds, onRound });
}

function templateFigures(built: string): string {
  const script = join(built, 'template.mjs');
  return existsSync(script) ? execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim() : '';
}

const page = resolve('docs/reference/benchmarks.md');

/** Puts the figures between the page's two marks. */
function writePage(figures: string): void {
  const text = readFileSync(page, 'utf8');
  const [before, after] = [text.indexOf('<!-- figures -->'), text.indexOf('<!-- end of figures -->')];
  writeFileSync(page, `${text.slice(0, before)}<!-- figures -->\n\n${figures}\n\n${text.slice(after)}`);
}
