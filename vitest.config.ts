import { configDefaults, defineConfig } from 'vitest/config';

/** Writes what dbt gives instead of testing anything: `npm run parity -- --record`. */
const recorder = 'tests/parity/record.test.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [...configDefaults.exclude, ...(process.env.PARITY_RECORD === undefined ? [recorder] : [])],
    globalSetup: ['tests/built-cli.ts'],
    testTimeout: 30_000,
    // Vitest leaves one processor free for itself, which on two would be half.
    maxWorkers: '100%',
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'target/vitest.json' },
  },
});
