import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { parseProperties } from '../../src/project/index.ts';

const cases = join(import.meta.dirname, '../cases/project');
const texts = readdirSync(cases, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml') && !file.includes('bomb'))
  .map((file) => readFileSync(join(cases, file), 'utf8'));

const edit = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.nat(3),
  insert: fc.constantFrom(
    '',
    ' ',
    '\n',
    '\t',
    '"',
    "'",
    ':',
    ': ',
    '- ',
    '{',
    '}',
    '[',
    ']',
    '#',
    '*a',
    '&a ',
    '<<: ',
    '!!str ',
    '{{',
    '%',
    '|',
    '>',
    '\r',
    '\0',
    '?',
    '---\n',
    '\uFEFF',
    '__proto__',
  ),
});

test.each(['native', 'dbt'] as const)(
  'whatever a properties file of a %s project holds, it is read or refused with a place inside it, never thrown',
  (dialect) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...texts),
        fc.array(edit, { minLength: 1, maxLength: 4 }),
        (text, edits) => {
          let edited = text;
          for (const { at, remove, insert } of edits) {
            const start = Math.floor(at * edited.length);
            edited = edited.slice(0, start) + insert + edited.slice(start + remove);
          }
          const result = parseProperties(new SourceText('a.yml', edited), { dialect });
          if (result.ok) return;
          expect(result.diagnostics.length).toBeGreaterThan(0);
          for (const { location, message } of result.diagnostics) {
            expect(message).not.toMatch(/undefined|\[object|something else/);
            const { start, end } = location!.range!;
            expect(start.line).toBeLessThanOrEqual(edited.split('\n').length);
            expect(end.line > start.line || end.column >= start.column).toBe(true);
          }
        },
      ),
      { numRuns: 3000 },
    );
  },
);
