import { describe, expect, test } from 'vitest';
import { IndifferentMacros } from '../../../src/manifest/parsing/indifferent-macros.ts';
import { SilentMacros } from '../../../src/manifest/parsing/silent-macros.ts';
import { parents, problems, understood } from './project.ts';

const refuse = "{{ exceptions.raise_compiler_error('it is beta') }}";
const look = `{% macro look(it) %}{% if 'beta' in it | string %}${refuse}{% endif %}{% endmacro %}\n`;
const write = '{% macro write(it) %}select * from {{ it }}{% endmacro %}\n';

/** Two models with the same test, of which the second alone makes it fail. */
const project = (body: string, macros = '', args = '') => ({
  'models/alpha.sql': 'select 1 as id',
  'models/beta.sql': 'select 1 as id',
  'models/m.yml': `models:\n${['alpha', 'beta']
    .map((name) => `  - name: ${name}\n    data_tests: [{probe: {arguments: {limit: 1${args}}}}]\n`)
    .join('')}`,
  'macros/m.sql': `${look}${write}${macros}`,
  'tests/generic/probe.sql': `{% test probe(model, limit, other=none) %}${body}{% endtest %}\n`,
});

describe('a test is tried on each relation where its macro', () => {
  test.each<[what: string, body: string, macros?: string, args?: string]>([
    ['looks at it', `{% if 'beta' in model | string %}${refuse}{% endif %}`],
    ['hands it to one that does', '{{ look(model) }}'],
    ['hands it on by name', '{{ look(it=model) }}'],
    ['returns what comes of that', '{{ return(look(model)) }}'],
    [
      'finds one by dispatch',
      "{{ adapter.dispatch('seen')(model) }}",
      '{% macro default__seen(it) %}{{ look(it) }}{% endmacro %}',
    ],
    [
      'hands it to one whose default looks',
      '{{ late(model) }}',
      '{% macro late(it, seen=look(it)) %}{{ seen }}{% endmacro %}',
    ],
    [
      'keeps the text first',
      `{% set sql %}{{ model }}{% endset %}{% if 'beta' in sql %}${refuse}{% endif %}`,
    ],
    ['keeps what is written', `{% set sql = write(model) %}{% if 'beta' in sql %}${refuse}{% endif %}`],
    ['looks at what it puts together', "{{ look('of ' ~ model) }}"],
    ['goes through a list with it', '{% for each in [model] %}{{ look(each) }}{% endfor %}'],
    ['looks in a block', `{% with it = model %}{{ look(it) }}{% endwith %}`],
    [
      'gives it to a block',
      `{% call taken(model) %}{% endcall %}`,
      '{% macro taken(it) %}{{ look(it) }}{{ caller() }}{% endmacro %}',
    ],
    ['filters it', `{% filter upper %}{{ look(model) }}{% endfilter %}`],
    ['looks at the test itself', `{% if 'beta' in this | string %}${refuse}{% endif %}`],
    ['looks at its name', `{% if 'beta' in context.model.name %}${refuse}{% endif %}`],
    [
      'hands over a macro',
      '{{ done(look, model) }}',
      '{% macro done(what, it) %}{{ what(it) }}{% endmacro %}',
    ],
    ['has a macro by another name', '{% set seen = look %}{{ seen(model) }}'],
    ['has a package by another name', '{% set own = shop %}{{ own.look(model) }}'],
    ['reads a macro of a package', "{{ shop['look'](model) }}"],
    [
      'calls what a macro gives',
      '{{ chosen(1)(model) }}',
      "{% macro chosen(it) %}{{ return(adapter.dispatch('seen')) }}{% endmacro %}{% macro default__seen(it) %}{{ look(it) }}{% endmacro %}",
    ],
    ['is given what the test is', '{{ look(other) }}', '', ", other: '{{ this }}'"],
  ])('%s', async (_, body, macros, args) => {
    expect((await problems(project(body, macros, args))).join()).toContain('it is beta');
  });
});

test('what a test asks for besides its relation is asked for by all that are like it', async () => {
  const opened = await understood({
    ...project("select * from {{ model }}, {{ ref('other') }} limit {{ limit }}"),
    'models/other.sql': 'select 1 as id',
  });
  const tests = [...opened.manifest.nodes.values()].filter(({ resource }) => resource === 'test');
  expect(tests.map(({ id }) => parents(opened, id))).toEqual([
    ['model.shop.alpha', 'model.shop.other'],
    ['model.shop.beta', 'model.shop.other'],
  ]);
});

describe('it does not matter which relation a macro is given where it', () => {
  test.each<[what: string, body: string, macros?: string]>([
    ['writes it', 'select * from {{ model }} limit {{ limit }}'],
    [
      'writes it in loops and conditions',
      '{% for n in [1] %}{% if limit %}{{ model }}{% endif %}{% endfor %}',
    ],
    ['fails because of something else', `{% if limit is none %}${refuse}{% endif %}{{ model }}`],
    ['hands it to one that writes it', '{{ write(model) }}'],
    ['returns what one writes', '{{ return(shop.write(it=model)) }}'],
    [
      'finds that by dispatch',
      "{{ adapter.dispatch('written', 'shop')(model) }}",
      '{% macro default__written(it) %}{{ write(it) }}{% endmacro %}',
    ],
    [
      'writes it in a macro that is called like the test',
      '{{ shop.probe(model) }}',
      '{% macro probe(it) %}{{ write(it) }}{% endmacro %}',
    ],
  ])('%s', async (_, body, macros) => {
    const { manifest } = await understood(project(body, macros));
    const found = new IndifferentMacros(new SilentMacros(manifest.macros));
    const macro = manifest.macros.test('probe', 'shop')!;
    const view = manifest.macros.seenFrom('shop', true);
    expect(found.isIndifferent(macro, 'model', view, 'shop')).toBe(true);
  });
});

test('a relation that is no parameter of its own is looked at all the same', async () => {
  const files = project('', '{% test probe() %}{{ look(kwargs.model) }}{% endtest %}');
  const { 'tests/generic/probe.sql': _, ...rest } = files;
  expect((await problems(rest)).join()).toContain('it is beta');
});
