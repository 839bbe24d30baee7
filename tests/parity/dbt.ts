import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { repository } from '../cli/harness.ts';
import type { Ran, Runner } from './play.ts';

interface Answer {
  readonly exit: number;
  readonly seconds: number;
  readonly lines: readonly string[];
  readonly shown: readonly unknown[];
  readonly said: readonly string[];
}

/** dbt in one Python process, which forks for each command: what takes dbt its time at the start is paid once. */
export class Dbt {
  private readonly child: ChildProcess;
  private readonly waiting: ((line: string) => void)[] = [];
  private logged = '';
  version = '';

  constructor(environment: string) {
    const python = join(environment, 'bin', 'python');
    if (!existsSync(python)) throw new Error(`there is no dbt in ${environment}`);
    this.child = spawn(python, [join(repository, 'scripts', 'parity', 'answer.py')], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.waiting.push((version) => {
      this.version = version;
    });
    createInterface({ input: this.child.stdout! }).on('line', (line) => this.waiting.shift()?.(line));
  }

  readonly run: Runner = (args, folder, env) =>
    new Promise<Ran>((resolve) => {
      this.waiting.push((line) => {
        const { said, ...answer } = JSON.parse(line) as Answer;
        this.logged += `$ dbt ${args.join(' ')}\n${takeFile(join(folder, '.dbt-said'))}exit ${answer.exit}\n\n`;
        resolve({ ...answer, said: () => said });
      });
      this.child.stdin!.write(`${JSON.stringify({ args, folder, env })}\n`);
    });

  /** What dbt wrote since this was last asked. */
  log(): string {
    const log = this.logged;
    this.logged = '';
    return log;
  }

  close(): void {
    this.child.stdin!.end();
  }
}

function takeFile(path: string): string {
  if (!existsSync(path)) return '';
  const text = readFileSync(path, 'utf8');
  rmSync(path);
  return text;
}
