import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { operations } from '../../dbt-macros/operation.ts';

interface Group {
  /** What each expression may use. */
  readonly before: string;
  readonly values: readonly (readonly [expression: string, text: string])[];
}

/** Recorded from dbt by scripts/dbt-values/record.py. */
const { dbt_version: _, ...groups } = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../cases/dbt-values/values.json'), 'utf8'),
) as Record<string, Group> & { readonly dbt_version: unknown };

describe('objects of templates are what they are in dbt', () => {
  test.each(Object.entries(groups))('%s', async (_name, { before, values }) => {
    const texts = values.map(([expression]) => `{% do out.append((${expression}) | string) %}`);
    const project = await operations({
      'macros/values.sql': `{% macro values() %}{% set out = [] %}${before}
${texts.join('\n')}
{% do print(tojson(out)) %}{% endmacro %}`,
    });
    const printed = JSON.parse((await project.run('values'))[0]!) as string[];
    expect(values.map(([expression], index) => [expression, printed[index]])).toEqual(values);
  });
});

describe('what is refused', () => {
  const refused = async (expression: string): Promise<string> => {
    const project = await operations({ 'macros/m.sql': `{% macro m() %}{{ ${expression} }}{% endmacro %}` });
    return project.run('m').then(
      () => 'nothing was refused',
      (thrown: Error) => thrown.message,
    );
  };

  test.each([
    ["api.Relation.create(identifier='t', type='nonsense')", "'nonsense' is no type of a relation"],
    ["api.Relation.create(identifier=['t'])", "a relation's identifier has to be text, and not list"],
    ["api.Relation.create(identifier='t').matches()", 'matches() was given nothing to look for'],
    ["api.Relation.create(identifier='t').matches(identifier='T')", 'differs in upper and lower case only'],
    ["api.Column('a')", 'Column() needs the name of the column and its type'],
    ["api.Column('a', 'integer').string_size()", 'which is no text'],
    ["run_query('nonsense')", 'syntax error at or near "nonsense"'],
    ["run_query('select 1 as a').columns['b'].values()", "'MappedSequence object' has no attribute 'b'"],
    [
      "adapter.parse_index({'columns': ['a'], 'type': 'art'})",
      'an index has columns and unique, and no type',
    ],
    ["adapter.parse_index({'unique': true})", 'an index is given as columns, a list, and unique'],
    ["adapter.get_hard_deletes_behavior({'hard_deletes': 'some'})", "hard_deletes cannot be 'some'"],
    ['adapter.nonsense()', "'RuntimeDatabaseWrapper object' has no attribute 'nonsense'"],
    ["modules.re.compile('(')", 'this is no regular expression: ('],
    ["exceptions.raise_compiler_error('not so\\nand more')", 'not so\nand more'],
    ['set_strict(1)', "'int' object is not iterable"],
  ])('%s', async (expression, message) => expect(await refused(expression)).toContain(message));
});
