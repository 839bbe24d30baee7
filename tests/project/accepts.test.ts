import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accepts } from '../../src/project/schema/accepts.ts';
import { dbtConfigShapes } from '../../src/project/schema/dbt-config.ts';
import { dbtSchemas } from '../../src/project/schema/dbt-properties-schema.ts';
import { configShapes } from '../../src/project/schema/node-config.ts';
import { projectSchema } from '../../src/project/schema/project-schema.ts';
import { propertiesSchema } from '../../src/project/schema/properties-schema.ts';
import { resourceSchemas } from '../../src/project/schema/resource-schemas.ts';
import { composeValue } from '../../src/project/yaml/compose.ts';
import { isMapping, isSequence, YamlFloat, type YamlValue } from '../../src/project/yaml/value.ts';

const cases = join(import.meta.dirname, '../cases');
const values = readdirSync(cases, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml') && !file.includes('bomb'))
  .flatMap((file): YamlValue[] => {
    try {
      return [composeValue(readFileSync(join(cases, file), 'utf8'))];
    } catch {
      return [];
    }
  });

type Schema = Parameters<typeof accepts>[0];

function isRight(schema: Schema, value: unknown): boolean {
  const found = schema._zod.run({ value, issues: [] }, { async: false });
  return !(found instanceof Promise) && found.issues.length === 0;
}

test('what is accepted has the shape, and most of what has the shape is accepted', () => {
  const right = values.filter((value) => isRight(propertiesSchema(), value));
  const accepted = values.filter((value) => accepts(propertiesSchema(), value));
  expect(accepted.length).toBeGreaterThan(right.length * 0.8);
  for (const value of accepted) expect(right).toContain(value);
});

const others = [null, true, 7, -1, 1.5, 10n, '', 'text', [], ['a'], {}, { a: 1 }, new YamlFloat(1.5)];

test('every value of every config that is accepted has its shape', () => {
  for (const shapes of [...Object.values(configShapes), ...Object.values(dbtConfigShapes)])
    for (const [key, schema] of Object.entries(shapes))
      for (const value of others)
        if (accepts(schema, value)) expect([key, isRight(schema, value)]).toEqual([key, true]);
});

/** What the sections of all files hold, by the section. */
const entriesOf = (section: string): YamlValue[] =>
  values.flatMap((value) => (isMapping(value) && isSequence(value[section]) ? value[section] : []));

test('nearly every entry of dbt’s properties that has its shape is accepted', () => {
  const entries = entriesOf('models').filter((entry) => isRight(dbtSchemas.models, entry));
  const accepted = entries.filter((entry) => accepts(dbtSchemas.models, entry));
  expect(entries.length).toBeGreaterThan(40);
  expect(accepted.length).toBeGreaterThan(entries.length * 0.9);
});

/** The value with what is at some place of it replaced, or taken away. */
function changed(value: unknown, at: number, by: unknown): unknown {
  if (typeof value !== 'object' || value === null || value instanceof YamlFloat) return by;
  const entries = Object.entries(value);
  const index = Math.floor(at * (entries.length + 1));
  if (index === entries.length) return Array.isArray(value) ? [...value, by] : { ...value, other: by };
  const [key, inner] = entries[index]!;
  const within = at * (entries.length + 1) - index;
  const replaced = within < 0.1 ? by : changed(inner, within, by);
  if (Array.isArray(value)) return value.map((item, each) => (each === index ? replaced : item));
  const { [key]: _, ...rest } = value as Record<string, unknown>;
  return within > 0.95 ? rest : { ...rest, [key]: replaced };
}

const ofEntries = Object.entries({ ...dbtSchemas, ...resourceSchemas }).map(
  ([section, schema]): [string, Schema, YamlValue[]] => [section, schema, entriesOf(section)],
);

test.each([
  ['properties', propertiesSchema(), values],
  ['project files', projectSchema(), values],
  ...ofEntries.filter(([, , entries]) => entries.length > 0),
] as [string, Schema, YamlValue[]][])(
  '%s that are accepted have their shape, whatever is put into them',
  (_, schema, given) => {
    fc.assert(
      fc.property(
        fc.constantFrom(...given),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        fc.constantFrom(...others),
        (value, at, by) => {
          const other = changed(value, at, by);
          if (accepts(schema, other)) expect(isRight(schema, other)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  },
);
