import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { settingRenderer } from '../../../src/cli/open/setting-renderer.ts';
import { knownKeys } from '../../../src/project/dbt/known-keys.ts';
import { loadProject } from '../../../src/project/index.ts';

const root = mkdtempSync(join(tmpdir(), 'assay-whatever-'));
afterAll(() => rmSync(root, { recursive: true }));

const scalar = fc.oneof(
  fc.constantFrom(
    'a',
    '',
    'shop',
    'duckdb',
    '>=1.0.0',
    '{{ var("x", 1) }}',
    '{{ x',
    '+a',
    'models',
    '2020-01-01',
  ),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);
const { value } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, scalar, fc.array(tie('value'), { maxLength: 3 }), tie('mapping')),
  mapping: fc.dictionary(fc.constantFrom('a', '+b', 'shop', 'path', 'name', 'type', 'meta'), tie('value'), {
    maxKeys: 3,
  }),
}));
const outputKeys = [
  'type',
  'path',
  'schema',
  'database',
  'attach',
  'secrets',
  'extensions',
  'settings',
  'threads',
  'retries',
  'remote',
  'plugins',
];

const mostlyRight = (keys: readonly string[], right: Readonly<Record<string, unknown>>) =>
  fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 3 }).map((given) => ({ ...right, ...given }));

test('whatever the settings of a dbt project hold, it is loaded or refused, never thrown', async () => {
  await fc.assert(
    fc.asyncProperty(
      mostlyRight(Object.keys(knownKeys), { name: 'shop', profile: 'shop' }),
      mostlyRight(outputKeys, { type: 'duckdb' }),
      fc.option(value, { freq: 4 }),
      async (project, output, selectors) => {
        writeFileSync(join(root, 'dbt_project.yml'), JSON.stringify(project));
        const profile = { target: 'dev', outputs: { dev: output } };
        writeFileSync(join(root, 'profiles.yml'), JSON.stringify({ shop: profile, a: profile, '': profile }));
        rmSync(join(root, 'selectors.yml'), { force: true });
        if (selectors !== null) writeFileSync(join(root, 'selectors.yml'), JSON.stringify(selectors));
        const loaded = await loadProject({ dir: root, env: {}, renderValue: settingRenderer({ env: {} }) });
        const said = loaded.ok ? loaded.value.warnings : loaded.diagnostics;
        if (!loaded.ok) expect(said.length).toBeGreaterThan(0);
        for (const { message } of said) expect(message).not.toMatch(/undefined'|\[object|something else/);
      },
    ),
    { numRuns: 1500 },
  );
});
