import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bytesOf, parseCase, type Section, wordsOf } from '../bad-input/case-file.ts';
import { Observer } from './observe.ts';
import type { CaseRecord, StepRecord } from './record.ts';
import { runSql } from './warehouse.ts';

/** What a command gave back, whoever ran it. */
export interface Ran {
  readonly exit: number;
  /** Of the processor, which hardly depends on what else the machine does; with what it takes to start. */
  readonly seconds: number;
  /** What `ls` listed. */
  readonly lines: readonly string[];
  /** The JSON that `show` printed. */
  readonly shown: readonly unknown[];
  /** Which of these lines were printed by macros; all of them when nothing is expected and the runner knows. */
  said(expected: readonly string[]): readonly string[];
}

export type Runner = (
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>>,
) => Promise<Ran>;

export interface Played {
  readonly record: CaseRecord;
  /** What the commands took together. */
  readonly seconds: number;
}

/** A project needs no more than its name, and a file to build in; cases that are about these bring their own. */
const usual: Readonly<Record<string, string>> = {
  'dbt_project.yml': 'name: shop\nprofile: shop\n',
  'profiles.yml':
    'shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: dev.duckdb\n      threads: 1\n',
};

/** Plays a case from top to bottom in a folder of its own; `expected` is what dbt gave, if that is known. */
export async function play(path: string, run: Runner, expected?: CaseRecord): Promise<Played> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'assay-parity-')));
  const { sections } = parseCase(readFileSync(path, 'utf8'));
  const masked = sections
    .filter(({ kind }) => kind === 'masked')
    .flatMap(({ argument }) => wordsOf(argument));
  const observer = new Observer(folder, masked);
  const steps: StepRecord[] = [];
  let seconds = 0;
  try {
    for (const [name, text] of Object.entries(usual)) write(folder, name, text);
    for (const section of sections) {
      if (section.kind !== 'run') await prepare(section, folder);
      else {
        const words = wordsOf(section.argument);
        const first = words.findIndex((word) => !/^[A-Z_a-z0-9]+=/.test(word));
        const env = Object.fromEntries(words.slice(0, first).map(assignment));
        const args = words.slice(first);
        observer.remember();
        const ran = await run(args, folder, env);
        seconds += ran.seconds;
        const said = ran.said(expected?.steps[steps.length]?.said ?? []);
        steps.push({ run: section.argument, exit: ran.exit, ...(await observer.observe(args, ran, said)) });
      }
    }
    return { record: { steps }, seconds };
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const assignment = (word: string): [string, string] => {
  const at = word.indexOf('=');
  return [word.slice(0, at), word.slice(at + 1)];
};

function write(folder: string, path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), content);
}

/** Everything that happens to a project apart from commands. */
async function prepare({ kind, argument, body }: Section, folder: string): Promise<void> {
  if (kind === 'file') write(folder, argument, body);
  else if (kind === 'bytes') write(folder, argument, bytesOf(body));
  else if (kind === 'remove') rmSync(join(folder, argument), { recursive: true });
  else if (kind === 'copy') {
    const [from, to] = wordsOf(argument) as [string, string];
    cpSync(join(folder, from), join(folder, to), { recursive: true });
  } else if (kind === 'duckdb') await runSql(join(folder, argument), body);
  else if (kind !== 'masked') throw new Error(`there are no sections '${kind}'`);
}
