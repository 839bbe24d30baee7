import { expect, test } from 'vitest';
import { tellHistory } from './history.ts';

/**
 * The first seed of all, and how many histories: `HISTORIES=2000 HISTORY_SEED=1 npm run test:histories`. Half of them are in
 * each of two files, since files run side by side. Among all the other tests there are a few; CI has a hundred after these.
 */
const given = process.env.HISTORY_SEED;
const count = Math.ceil(Number(process.env.HISTORIES ?? 8) / 2);

/** After each edit everything is built from nothing as well: many short histories find more than a few long ones. */
const edits = Number(process.env.HISTORY_EDITS ?? (process.env.HISTORIES === undefined ? 1 : 3));

/** @param half which half of the seeds: the even ones or the odd ones, counted from the first */
export function holdHistories(half: 0 | 1): void {
  const first = given === undefined ? Math.floor(Math.random() * 1_000_000_000) : Number(given);
  test(`what is reused is what a build from nothing makes: ${count} histories, every other from the seed ${first + half}`, {
    timeout: 36_000_000,
  }, async () => {
    let reused = 0;
    let done = 0;
    for (let index = 0; index < count; index++) {
      const seed = first + half + 2 * index;
      const told = await tellHistory(seed, edits, {
        dialect: Math.floor(seed / 2) % 4 < 3 ? 'native' : 'dbt',
      });
      reused += told.reused;
      done += told.done;
      expect(told.difference, `HISTORY_SEED=${seed} HISTORIES=1\n${told.steps.join('\n')}`).toBeUndefined();
    }
    // A history in which nothing is reused shows nothing.
    if (count >= 10) expect(reused / done).toBeGreaterThan(0.1);
  });
}
