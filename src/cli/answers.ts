import { commands, dbtCommands } from './commands/index.ts';
import { shells } from './completion/completion-script.ts';
import type { Dialect } from './dialect.ts';
import { runProgram } from './program.ts';
import type { Terminal } from './terminal.ts';

/**
 * What is the same each time it is asked for: the version and every help, by the words that ask for it. They are
 * written into the bundle, so that bin/ answers without loading anything.
 * @param place a folder in a project of that kind
 */
export async function answersOf(
  program: Terminal['program'],
  dialect: Dialect,
  place: string,
): Promise<Readonly<Record<string, string>>> {
  const known = dialect === 'dbt' ? [...commands, ...dbtCommands] : commands;
  const questions = [
    ['--version'],
    ['--help'],
    ...known.flatMap(({ name, aliases = [] }) =>
      [name, ...aliases].map((each) => [...each.split(' '), '--help']),
    ),
  ];
  const answers: Record<string, string> = {};
  for (const words of questions) {
    const answer = await answerTo(words, program, place);
    if (answer !== undefined) answers[words.join(' ')] = answer;
  }
  return answers;
}

/** The completion scripts, by shell; they are the same everywhere. */
export async function completionScripts(place: string): Promise<ReadonlyMap<string, string>> {
  const scripts = new Map<string, string>();
  for (const shell of shells.keys()) {
    scripts.set(shell, (await answerTo(['completion', shell], 'assay', place))!);
  }
  return scripts;
}

async function answerTo(
  words: readonly string[],
  program: Terminal['program'],
  place: string,
): Promise<string | undefined> {
  let answer = '';
  let complains = false;
  const output = (write: (text: string) => void) => ({
    write,
    isTTY: false,
    columns: 80,
    unicode: true,
    color: false,
  });
  const code = await runProgram(['node', program, ...words], {
    program,
    stdout: output((text) => {
      answer += text;
    }),
    stderr: output(() => {
      complains = true;
    }),
    env: {},
    cwd: place,
    every: () => () => {},
    interrupted: new AbortController().signal,
  });
  return code === 0 && !complains ? answer : undefined;
}
