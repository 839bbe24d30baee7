import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { operations } from './operation.ts';

interface Case {
  readonly call: string;
  /** What it prints in dbt. */
  readonly text: string;
  /** A query around it, `{}` being its place, and dbt's answer. */
  readonly query?: string;
  readonly answer?: readonly (readonly (string | null)[])[];
}

/** Recorded from dbt by scripts/dbt-macros/record.py. */
const cases = JSON.parse(
  readFileSync(join(import.meta.dirname, '../cases/dbt-macros/sql.json'), 'utf8'),
) as readonly Case[];

const recording = `{% macro record() %}
  {% set out = [] %}
  ${cases.map(({ call }) => `{% do out.append((${call}) | string) %}`).join('\n')}
  {% do print(tojson(out)) %}
{% endmacro %}`;

test('macros print what they print in dbt, but for white space and comments', async () => {
  const project = await operations({ 'macros/record.sql': recording });
  const printed = JSON.parse((await project.run('record'))[0]!) as string[];
  const tokensOf = (texts: readonly string[]) =>
    Object.fromEntries(cases.map(({ call }, index) => [call, tokens(texts[index]!)]));
  expect(tokensOf(printed)).toEqual(tokensOf(cases.map(({ text }) => text)));
});

test('and DuckDB answers the same to it', async () => {
  const project = await operations({ 'macros/record.sql': recording });
  const printed = JSON.parse((await project.run('record'))[0]!) as string[];
  for (const [index, { query, answer }] of cases.entries()) {
    if (query === undefined) continue;
    const sql = `select columns(*)::varchar from (${query.replaceAll('{}', printed[index]!)}\n)`;
    expect(await project.rows(sql), sql).toEqual(answer);
  }
});

const tokens = (sql: string): string =>
  sql
    .replace(/-- .*/g, '')
    .replace(/\b(USING|ON|AND)\b/g, (word) => word.toLowerCase())
    .replace(/\s+/g, ' ')
    .replace(/ ?([(),;]) ?/g, '$1')
    .trim();
