import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Measured, measure, median } from './measure.ts';

/** Something that is measured beside others. */
export interface Entrant {
  readonly name: string;
  /** The arguments of node; of a run's own folder, which is new. */
  readonly args: (folder: string) => readonly string[];
  /** The entrant that its time is divided by. */
  readonly against?: string;
  /** Starts from what the one before it left, not from nothing. */
  readonly continues?: boolean;
}

export interface Result {
  readonly models: number;
  readonly name: string;
  readonly against?: string;
  readonly runs: number;
  /** Medians. */
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMegabytes: number;
  /** The medians of the ratios of each round, so that a machine whose speed changes does no harm. */
  readonly ratio?: number;
  readonly cpuRatio?: number;
}

export interface Contest {
  readonly models: number;
  readonly project: string;
  readonly entrants: readonly Entrant[];
  readonly rounds: number;
  readonly onRound?: (round: number) => void;
}

/** Runs all entrants in turn, round after round. Their folders are new each time and removed at the end. */
export function hold({ models, project, entrants, rounds, onRound }: Contest): readonly Result[] {
  const measured = new Map<string, Measured[]>(entrants.map(({ name }) => [name, []]));
  const folders = join(project, 'runs');
  for (let round = 0; round < rounds; round++) {
    onRound?.(round);
    for (const entrant of entrants) {
      if (entrant.continues !== true) {
        for (const file of ['warehouse.duckdb', 'warehouse.duckdb.wal'])
          rmSync(join(project, file), { force: true });
      }
      const folder = join(folders, `${round}-${entrants.indexOf(entrant)}`);
      settle();
      measured.get(entrant.name)!.push(measure(entrant.args(folder), project));
    }
  }
  rmSync(folders, { recursive: true, force: true });
  return entrants.map(({ name, against }) => {
    const runs = measured.get(name)!;
    const other = against === undefined ? undefined : measured.get(against)!;
    const ratio = (of: (run: Measured) => number) =>
      median(runs.map((run, round) => of(run) / of(other![round]!)));
    return {
      models,
      name,
      runs: rounds,
      seconds: median(runs.map((run) => run.seconds)),
      cpuSeconds: median(runs.map((run) => run.cpuSeconds)),
      peakMegabytes: median(runs.map((run) => run.peakMegabytes)),
      ...(against !== undefined && {
        against,
        ratio: ratio((run) => run.seconds),
        cpuRatio: ratio((run) => run.cpuSeconds),
      }),
    };
  });
}

/** Lets the disk finish what the one before wrote and deleted, so that nobody is measured while it does. */
function settle(): void {
  if (process.platform !== 'win32') execFileSync('sync');
}
