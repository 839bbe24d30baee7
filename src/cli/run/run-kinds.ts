import type { RunKind } from '../options.ts';

/** What the commands run that build, or test. */
export const runKinds = {
  build: { command: 'build', models: true, snapshots: true, seeds: true, tests: true },
  run: { command: 'run', models: true, seeds: false, tests: false },
  test: { command: 'test', models: false, seeds: false, tests: true },
  seed: { command: 'seed', models: false, seeds: true, tests: false },
  snapshot: { command: 'snapshot', models: false, snapshots: true, seeds: false, tests: false },
} as const satisfies Readonly<Record<string, RunKind>>;
