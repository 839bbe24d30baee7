import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Output } from '../../src/report/index.ts';

export interface Finished {
  readonly exit: number;
  /** Both streams, in the order in which they were written to. */
  readonly printed: string;
}

/** Runs the whole command line in this process, as in a pipe; a process of its own would take ten times as long. */
export async function runAssay(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<Finished> {
  let printed = '';
  const output: Output = {
    write: (text) => {
      printed += text;
    },
    isTTY: false,
    columns: 200,
    unicode: true,
    color: false,
  };
  const terminal: Terminal = {
    stdout: output,
    stderr: output,
    env,
    cwd,
    every: () => () => {},
    interrupted: new AbortController().signal,
  };
  const exit = await runProgram(['node', 'assay', ...args], terminal);
  return { exit, printed };
}
