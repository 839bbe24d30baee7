// npm run bench [-- PART … --write --slow-peers]: measures Assay on generated projects, beside the least that the same
// work can cost and beside other programs that do it. The whole of it, or parts with --write, are recorded.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Result } from './contest.ts';
import { goals } from './goals.ts';
import { parts } from './parts/index.ts';
import { findPeers } from './peers.ts';
import type { Bench } from './projects.ts';
import { goalsTable, type Machine, machineLine, resultsTables, thisMachine } from './tables.ts';

/** What is in `bench/results.json`. */
export interface Written {
  readonly measuredAt: string;
  readonly machine: Machine;
  readonly results: readonly Result[];
  readonly templates: readonly string[];
}

/** @param built where the bundles are: this one, the bare driver, and the product as it was when they were made */
export async function main(args: readonly string[], built: string): Promise<void> {
  const names = args.filter((arg) => !arg.startsWith('--'));
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined)
    throw new Error(`there is no part '${unknown}', only ${parts.map((part) => part.name).join(', ')}`);
  const home = join(tmpdir(), `assay-bench-${process.pid}`);
  const peers = findPeers(args.includes('--slow-peers'));
  const bench: Bench = { home, built, peers, say: (text) => console.error(text) };
  const results: Result[] = [];
  try {
    for (const part of parts)
      if (names.length === 0 || names.includes(part.name)) results.push(...(await part.run(bench)));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
  const isWhole = names.length === 0;
  const kept = isWhole ? undefined : read();
  const replaced = (result: Result) => results.some(({ part }) => part === result.part);
  const measured: Written = {
    measuredAt: new Date().toISOString().slice(0, 10),
    machine: thisMachine(),
    results,
    templates: isWhole ? templateFigures(built) : [],
  };
  console.log(figures(measured));
  if (kept === undefined) write(measured);
  else if (args.includes('--write'))
    write({
      ...measured,
      templates: kept.templates,
      results: [...kept.results.filter((one) => !replaced(one)), ...results],
    });
}

const read = (): Written => JSON.parse(readFileSync(file, 'utf8')) as Written;

function write(written: Written): void {
  writeFileSync(file, `${JSON.stringify(written, null, 2)}\n`);
  writePage(figures(written));
}

const file = resolve('bench/results.json');

/** What the page has between its two marks. */
export function figures({ measuredAt, machine, results, templates }: Written): string {
  const measured = goals(results).filter(({ reached }) => reached !== undefined);
  const sections = [
    `Measured on ${measuredAt} on: ${machineLine(machine)}.`,
    ...(measured.length > 0 ? [goalsTable(measured)] : []),
    resultsTables(results, parts),
    ...(templates.length > 0
      ? [`### templates\n\nTemplates alone, in a warm process.\n\n\`\`\`\n${templates.join('\n')}\n\`\`\``]
      : []),
  ];
  return sections.join('\n\n');
}

function templateFigures(built: string): readonly string[] {
  const script = join(built, 'template.mjs');
  if (!existsSync(script)) return [];
  return execFileSync(process.execPath, [script], { encoding: 'utf8' }).trim().split('\n');
}

const page = resolve('docs/reference/benchmarks.md');

function writePage(text: string): void {
  const old = readFileSync(page, 'utf8');
  const [before, after] = [old.indexOf('<!-- figures -->'), old.indexOf('<!-- end of figures -->')];
  writeFileSync(page, `${old.slice(0, before)}<!-- figures -->\n\n${text}\n\n${old.slice(after)}`);
}
