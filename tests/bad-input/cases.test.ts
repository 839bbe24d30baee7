import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseCase, printCase } from './case-file.ts';
import { play } from './play.ts';

/**
 * Every file below tests/cases/bad-input is a project with something wrong in it, what is run, and what a person
 * reads then. `UPDATE_CASES=1 npx vitest run tests/bad-input` writes the outcomes anew: read each of them.
 */
const folder = join(import.meta.dirname, '../cases/bad-input');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.case'),
);

describe('bad input', () => {
  test.each(files)('%s', async (file) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    const played = printCase(await play(parseCase(text)));
    if (process.env.UPDATE_CASES) writeFileSync(path, played);
    else expect(played).toBe(text);
  });
});
