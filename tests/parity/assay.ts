import { join } from 'node:path';
import { runAssay } from '../bad-input/in-process.ts';
import type { Runner } from './play.ts';

/** Assay in this process, with a clean environment and the project's folder as the current one. */
export const assay: Runner = async (args, folder, env) => {
  const home = process.cwd();
  const began = process.cpuUsage();
  try {
    process.chdir(folder);
    const { PATH = '' } = process.env;
    const all = { PATH, HOME: join(folder, 'home'), LANG: 'C.UTF-8', TZ: 'UTC', ...env };
    // What is listed stands between lines of the log otherwise.
    const quiet = args.some((word) => word === 'ls' || word === 'list') && !args.includes('--quiet');
    const given = quiet ? [...args, '--quiet'] : args;
    const { exit, printed, stdout } = await runAssay(given, folder, all, 'dbt');
    return {
      exit,
      seconds: start + secondsSince(began),
      lines: linesOf(stdout),
      shown: args.includes('show') ? documentsOf(stdout) : [],
      said: (expected) => saidOf(printed, expected),
    };
  } finally {
    process.chdir(home);
  }
};

/** What starting a process takes; measured by `npm run parity`. */
const start = Number(process.env.PARITY_START ?? 0);

function secondsSince(began: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(began);
  return (user + system) / 1e6;
}

const linesOf = (text: string): string[] => text.split('\n').filter((line) => line.trim() !== '');

/** JSON that starts a line and goes on to whatever line ends it. */
function documentsOf(text: string): unknown[] {
  const documents: unknown[] = [];
  const lines = text.split('\n');
  for (let from = 0; from < lines.length; from++) {
    if (!lines[from]!.startsWith('{') && !lines[from]!.startsWith('[')) continue;
    for (let to = lines.length; to > from; to--) {
      const value = parsed(lines.slice(from, to).join('\n'));
      if (value === undefined) continue;
      documents.push(value);
      from = to;
      break;
    }
  }
  return documents;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** The expected lines that were printed, each as often as it was, whatever stands before it in its line. */
function saidOf(printed: string, expected: readonly string[]): string[] {
  const lines = linesOf(printed).map((line) => line.trim());
  return [...new Set(expected)].flatMap((line) =>
    lines.filter((each) => each === line || each.endsWith(` ${line}`)).map(() => line),
  );
}
