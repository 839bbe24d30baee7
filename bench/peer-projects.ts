import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Dialect, generate } from './generate.ts';
import type { Command } from './measure.ts';
import type { Bench } from './projects.ts';

/** The generated project as a peer has it, and how the peer is run there. */
export interface PeerProject {
  readonly command: (program: string, command: string, round: number) => Command;
  /** Takes away what it built and what it keeps from run to run. */
  readonly empty: () => void;
}

/** The same models as a dbt project; each command starts from nothing. */
export function dbtProject(bench: Bench, models: number): PeerProject {
  const { directory, empty } = made(bench, models, 'dbt', ['cold', 'target', 'logs']);
  return {
    command: (program, command, round) => ({
      program,
      args: [
        command,
        '--quiet',
        '--no-partial-parse',
        '--profiles-dir',
        '.',
        '--target-path',
        `cold/${round}`,
      ],
      cwd: directory,
    }),
    empty,
  };
}

/** The same models as a project of SQLMesh, whose `plan` builds what has changed. */
export function sqlmeshProject(bench: Bench, models: number): PeerProject {
  const { directory, empty } = made(bench, models, 'sqlmesh', ['.cache', 'logs']);
  return {
    command: (program, command) => ({
      program,
      args: [command, '--auto-apply', '--no-prompts'],
      cwd: directory,
    }),
    empty,
  };
}

function made(bench: Bench, models: number, dialect: Dialect, kept: readonly string[]) {
  const directory = join(bench.home, `${dialect}-${models}`);
  if (!existsSync(directory)) generate({ directory, models, dialect });
  const empty = () => {
    for (const name of ['warehouse.duckdb', 'warehouse.duckdb.wal', ...kept])
      rmSync(join(directory, name), { recursive: true, force: true });
  };
  return { directory, empty };
}
