import { execFileSync } from 'node:child_process';
import { type Command, type Measured, measure, median } from './measure.ts';

/** Something that is measured beside others. */
export interface Entrant {
  readonly name: string;
  readonly command: (round: number) => Command;
  /** Makes what it should find, before the clock starts. */
  readonly before?: (round: number) => void;
  /** The entrant before it that its time is divided by. */
  readonly against?: string;
  /** In how many rounds it takes part, where it takes too long for all of them. */
  readonly rounds?: number;
}

export interface Result {
  readonly part: string;
  readonly name: string;
  readonly runs: number;
  /** Medians. */
  readonly seconds: number;
  readonly cpuSeconds: number | null;
  readonly peakMegabytes: number | null;
  readonly against?: string;
  /** Of the seconds of each round, so that a machine whose speed changes does little harm. */
  readonly ratio?: Spread;
  readonly cpuRatio?: Spread;
}

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

export interface Contest {
  readonly part: string;
  readonly entrants: readonly Entrant[];
  readonly rounds: number;
  readonly say: (text: string) => void;
}

/** Runs all entrants in turn, round after round. */
export async function hold({ part, entrants, rounds, say }: Contest): Promise<readonly Result[]> {
  const measured = new Map<string, Measured[]>(entrants.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    say(`${part}, round ${round + 1} of ${rounds}`);
    for (const entrant of entrants) {
      if (round >= (entrant.rounds ?? rounds)) continue;
      entrant.before?.(round);
      settle();
      measured.get(entrant.name)!.push(await measure(entrant.command(round)));
    }
  }
  return entrants.map(({ name, against }) => {
    const runs = measured.get(name)!;
    const other = against === undefined ? undefined : measured.get(against)!;
    const of = (key: keyof Measured) => known(median(runs.map((run) => run[key])));
    return {
      part,
      name,
      runs: runs.length,
      seconds: of('seconds')!,
      cpuSeconds: of('cpuSeconds'),
      peakMegabytes: of('peakMegabytes'),
      ...(other && {
        against: against!,
        ratio: ratios(runs, other, 'seconds')!,
        ...(of('cpuSeconds') !== null && { cpuRatio: ratios(runs, other, 'cpuSeconds') }),
      }),
    };
  });
}

function ratios(runs: readonly Measured[], others: readonly Measured[], key: keyof Measured): Spread {
  const both = runs.slice(0, others.length).map((run, round) => run[key] / others[round]![key]);
  return { median: median(both), least: Math.min(...both), most: Math.max(...both) };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

/** Lets the disk finish what the one before wrote and deleted, so that nobody is measured while it does. */
function settle(): void {
  if (process.platform !== 'win32') execFileSync('sync');
}
