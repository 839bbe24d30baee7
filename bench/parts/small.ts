import { hold, type Result } from '../contest.ts';
import type { Bench } from '../projects.ts';
import { modelsProject } from '../projects.ts';
import { besideBare } from './build.ts';
import type { Part } from './part.ts';

/** What is small enough to be measured with every change: tests/bench holds its ratio to the one that is recorded. */
export const small: Part = {
  name: 'small',
  text: 'Build 200 models with 600 tests into an empty warehouse',
  run: (bench) => holdSmall(bench, 3),
};

export function holdSmall(bench: Bench, rounds: number): Promise<readonly Result[]> {
  const project = modelsProject(bench, 200);
  const entrants = besideBare(project);
  return hold({ part: 'small', entrants, rounds, say: bench.say });
}
