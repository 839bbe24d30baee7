import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { explained } from './reuse-notation.ts';

const folder = join(import.meta.dirname, '../cases/plan/reuse');

/** Projects in the notation of `reuse-notation.ts`, each followed by commands and what becomes of each node, and why. */
for (const file of readdirSync(folder).filter((name) => name.endsWith('.txt'))) {
  test(file.replace('.txt', '').replaceAll('-', ' '), async () => {
    const path = join(folder, file);
    await expect(explained(readFileSync(path, 'utf8'))).toMatchFileSnapshot(path);
  });
}
