import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/longest-first.ts';

/** Writes what dbt gives instead of testing anything: `npm run parity -- --record`. */
const recorder = 'tests/parity/record.test.ts';

/** What Node imports by itself (tests/native-sources.mjs): everything below src/ of this clone, wherever that is. */
const sources = `${realpathSync(join(import.meta.dirname, 'src')).replaceAll('\\', '/')}/`;

/** Runs with many histories, which it vouches for: `npm run test:histories`. */
const mutations = 'tests/histories/mutations.test.ts';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    exclude: [
      ...configDefaults.exclude,
      ...(process.env.PARITY_RECORD === undefined ? [recorder] : []),
      ...(process.env.HISTORIES === undefined ? [mutations] : []),
    ],
    globalSetup: ['tests/temporary-folder.ts', 'tests/built-cli.ts'],
    // The first test of a worker may wait until the sources are there.
    testTimeout: 60_000,
    server: { deps: { external: [new RegExp(`^${sources.replace(/[^\w/]/g, '\\$&')}`)] } },
    execArgv: [
      '--enable-source-maps',
      // Node 20 has it that package.json is imported.
      '--disable-warning=ExperimentalWarning',
      `--import=${pathToFileURL(join(import.meta.dirname, 'tests/native-sources.mjs'))}`,
    ],
    // Vitest leaves one processor free for itself, which on two would be half.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    // A worker loads the sources once and keeps them: tests take back what they put in the place of something.
    isolate: false,
    reporters: process.env.CI ? ['default', 'json'] : ['default'],
    outputFile: { json: 'target/vitest.json' },
  },
});
