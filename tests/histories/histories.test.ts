import { expect, test } from 'vitest';
import { tellHistory } from './history.ts';

/** The seed of all, and how many histories: `HISTORIES=2000 HISTORY_SEED=1 npx vitest run tests/histories`. */
const seed = Number(process.env.HISTORY_SEED ?? Math.floor(Math.random() * 1_000_000_000));
const count = Number(process.env.HISTORIES ?? 25);

test(`what is reused is what a build from nothing makes: ${count} histories from the seed ${seed}`, {
  timeout: 3_600_000,
}, async () => {
  let reused = 0;
  let done = 0;
  for (let index = 0; index < count; index++) {
    const told = await tellHistory(seed + index, 5);
    reused += told.reused;
    done += told.done;
    expect(
      told.difference,
      `HISTORY_SEED=${seed + index} HISTORIES=1\n${told.steps.join('\n')}`,
    ).toBeUndefined();
  }
  expect(reused / done).toBeGreaterThan(0.2);
});
