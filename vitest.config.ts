import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

/** Writes what dbt gives instead of testing anything: `npm run parity -- --record`. */
const recorder = 'tests/parity/record.test.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.PARITY_RECORD === undefined ? [recorder] : [])],
    globalSetup: ['tests/temporary-folder.ts', 'tests/built-cli.ts'],
    // The first test of a worker may wait until the sources are there.
    testTimeout: 60_000,
    // Vitest leaves one processor free for itself, which on two would be half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A worker loads the sources once and keeps them: tests take back what they put in the place of something.
    isolate: false,
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'target/vitest.json' },
  },
});
