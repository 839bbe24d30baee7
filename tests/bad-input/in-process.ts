import { runProgram } from '../../src/cli/program.ts';
import type { Terminal } from '../../src/cli/terminal.ts';
import type { Output } from '../../src/report/index.ts';

export interface Finished {
  readonly exit: number;
  /** Both streams, in the order in which they were written to. */
  readonly printed: string;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the whole command line in this process, as in a pipe; a process of its own would take ten times as long. */
export async function runAssay(
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
  program: Terminal['program'] = 'assay',
  interrupted: AbortSignal = new AbortController().signal,
): Promise<Finished> {
  let printed = '';
  let stdout = '';
  let stderr = '';
  const output: Omit<Output, 'write'> = {
    isTTY: false,
    columns: 200,
    unicode: true,
    color: false,
  };
  const terminal: Terminal = {
    program,
    stdout: {
      ...output,
      write: (text) => {
        printed += text;
        stdout += text;
      },
    },
    stderr: {
      ...output,
      write: (text) => {
        printed += text;
        stderr += text;
      },
    },
    env,
    cwd,
    every: () => () => {},
    interrupted,
  };
  const exit = await runProgram(['node', program, ...args], terminal);
  return { exit, printed, stdout, stderr };
}
