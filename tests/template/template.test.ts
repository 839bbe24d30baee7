import { describe, expect, it } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import {
  evaluateExpression,
  fromJs,
  HostFunction,
  macroOf,
  notLiteral,
  PyFloat,
  PyTuple,
  parseTemplate,
  type RenderOptions,
  render,
  renderNative,
  repr,
  type Template,
  toJs,
  toText,
  type Value,
} from '../../src/template/index.ts';
import { globalsOf } from './globals.ts';

const execute: RenderOptions = { undefined: 'execute' };

function parsed(text: string): Template {
  const result = parseTemplate(new SourceText('a.sql', text));
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value;
}

function rendered(text: string, globals: Readonly<Record<string, unknown>> = {}, options = execute): string {
  const result = render(parsed(text), globalsOf(globals), options);
  if (!result.ok) throw new Error(result.diagnostics[0]?.message);
  return result.value.text;
}

describe('static calls', () => {
  it('have literal arguments, in the order of the text', () => {
    const { calls } = parsed(
      "{{ config(tags=['a', 1.5], on=x) }} {{ ref('p', 'm', v=-2) }} {{ f(g(1), *y) }}",
    );
    expect(calls.map((call) => call.name)).toEqual(['config', 'ref', 'f', 'g']);
    expect(calls[0]?.kwargs).toEqual({ tags: ['a', new PyFloat(1.5)], on: notLiteral });
    expect(calls[1]).toMatchObject({
      args: ['p', 'm'],
      kwargs: { v: -2 },
      conditional: false,
      spread: false,
    });
    expect(calls[2]).toMatchObject({ args: [notLiteral], spread: true });
  });

  it('say where they stand', () => {
    const text =
      "{% if x %}{{ a() }}{% endif %}{% macro m(p=b()) %}{{ c() }}{% endmacro %}{{ d() if e() }}{{ f.g('h') }}";
    const { calls } = parsed(text);
    expect(calls.map(({ name, conditional, inside }) => [name, conditional, inside])).toEqual([
      ['a', true, undefined],
      ['b', true, 'm'],
      ['c', true, 'm'],
      ['d', true, undefined],
      ['e', false, undefined],
      ['f.g', false, undefined],
    ]);
    const [last] = calls.slice(-1);
    expect(text.slice(last!.start, last!.end)).toBe("f.g('h')");
    expect(text.slice(last!.argRanges[0]!.start, last!.argRanges[0]!.end)).toBe("'h'");
  });
});

it('knows which names come from outside', () => {
  const text =
    '{% set a = b %}{{ a }}{% for i in c %}{{ i }}{{ loop.index }}{{ d }}{% endfor %}{{ i }}{% macro m(x) %}{{ x }}{{ y }}{% endmacro %}{{ m() }}';
  expect([...parsed(text).names].sort()).toEqual(['b', 'c', 'd', 'i', 'y']);
});

it('knows plain text', () => {
  expect(parsed('select 1 -- { }').isStatic).toBe(true);
  expect(parsed('select {{ 1 }}').isStatic).toBe(false);
});

describe('definitions', () => {
  it('are listed with their parameters and places', () => {
    const text = [
      '{% macro m(a, b=1 + 2) %}x{% endmacro %}',
      '{% test positive(model, column_name) %}y{% endtest %}{% data_test t(model) %}{% enddata_test %}',
      "{% materialization mat, adapter='duckdb' %}{% endmaterialization %}{% materialization mat, default %}{% endmaterialization %}",
      '{% snapshot s %}{{ config() }}{% endsnapshot %}{% docs d %}\n# {{ not jinja\n{% enddocs %}',
    ].join('\n');
    const { definitions } = parsed(text);
    expect(definitions.map(({ kind, name, adapter }) => [kind, name, adapter])).toEqual([
      ['macro', 'm', undefined],
      ['test', 'positive', undefined],
      ['test', 't', undefined],
      ['materialization', 'mat', 'duckdb'],
      ['materialization', 'mat', 'default'],
      ['snapshot', 's', undefined],
      ['docs', 'd', undefined],
    ]);
    expect(definitions[0]?.params).toEqual([{ name: 'a' }, { name: 'b', default: '1 + 2' }]);
    const docs = definitions[6]!;
    expect(text.slice(docs.bodyStart, docs.bodyEnd)).toBe('\n# {{ not jinja\n');
    expect(text.slice(docs.start, docs.end)).toMatch(/^\{% docs.*enddocs %\}$/s);
  });

  it('write nothing where they stand', () => {
    expect(rendered('a{% test t(model) %}x{% endtest %}b{% docs d %}{{{% enddocs %}c')).toBe('abc');
  });
});

describe('macros of other templates', () => {
  const library = parsed(
    "{% set unit = 'cm' %}{% macro pair(x) %}{{ return((x, 1.0)) }}{% endmacro %}{% macro text(x) %}{{ pair(x) }}{{ unit }}{% endmacro %}",
  );
  const globals: Record<string, Value> = {};
  for (const definition of library.definitions)
    globals[definition.name] = macroOf(library, definition, () => globalsOf(globals));

  it('keep the type of what they return', () => {
    expect(rendered('{% set p = pair(2) %}{{ p[0] + 1 }} {{ p }}', globals)).toBe('3 (2, 1.0)');
  });

  it('see each other, and what their file sets', () => {
    expect(rendered('{{ text(1) }}', globals)).toBe('(1, 1.0)cm');
  });

  it('return through a call block to the macro that calls its body', () => {
    const text =
      '{% macro outer() %}[{% call each() %}{{ return(5) }}{% endcall %}]{% endmacro %}' +
      '{% macro each() %}({{ caller() }}){% endmacro %}{{ outer() }}';
    expect(rendered(text)).toBe('[5]');
  });
});

describe('lenient undefined', () => {
  const lenient: RenderOptions = { undefined: 'lenient' };

  it('lets every access through', () => {
    expect(
      rendered(
        '[{{ a.b.c[0].d(1, x=2) }}{% for x in a.b %}{{ x }}{% endfor %}{{ a }}{{ {}.x.y }}]',
        {},
        lenient,
      ),
    ).toBe('[]');
  });
});

it('maps the output to the template', () => {
  const text = 'select a,\r\n  {{ x }} as b{% for i in [1, 2] %},\n c{{ i }}{% endfor %}';
  const result = render(parsed(text), globalsOf({ x: 'abc' }), { ...execute, trace: true });
  if (!result.ok) throw new Error('does not render');
  const { text: output, map } = result.value;
  const origin = (part: string, from = 0) => {
    const place = map(output.indexOf(part, from));
    return place && [text.slice(place.offset, place.offset + 3), place.verbatim];
  };
  expect(output).toBe('select a,\n  abc as b,\n c1,\n c2');
  expect(origin('a,')).toEqual(['a,\r', true]);
  expect(origin('as b')).toEqual(['as ', true]);
  expect(origin('bc as')).toEqual(['{{ ', false]);
  expect(origin('c2')).toEqual(['c{{', true]);
});

describe('native values', () => {
  const native = (text: string): unknown => {
    const result = renderNative(text, globalsOf({ days: 3, names: ['a'] }), execute);
    return result.ok ? repr(result.value) : result.diagnostics[0]?.code;
  };

  it.each([
    ['{{ days }}', '3'],
    ['{{ names }}', "['a']"],
    ['{{ days }} days', "'3 days'"],
    ['plain', "'plain'"],
    ["{{ '5' }}", "'5'"],
    ["{{ '5' | as_number }}", '5'],
    ["{{ 'true' | as_bool }}", 'True'],
    ["{{ 'x' | as_bool }}", 'A3003'],
    ["{{ '[1, 2]' | as_native }}", '[1, 2]'],
    ["{{ '5' | as_text }}", "'5'"],
    ['{{ nope.x }}', 'A3002'],
  ])('%s', (text, expected) => {
    expect(native(text)).toBe(expected);
  });

  it('evaluates a bare expression', () => {
    const result = evaluateExpression('days * 2, names', globalsOf({ days: 3, names: [] }), execute);
    expect(result.ok && result.value).toEqual(new PyTuple([6, []]));
    expect(evaluateExpression('1 +', globalsOf({}), execute).ok).toBe(false);
  });
});

it('turns JavaScript into values and back', () => {
  const value = fromJs({
    a: [1, 1.5, null, true, 'x'],
    b: new Map([['c', undefined]]),
    d: new Date(Date.UTC(2024, 0, 2)),
  });
  expect(toText(value)).toBe(
    "{'a': [1, 1.5, None, True, 'x'], 'b': {'c': None}, 'd': datetime.datetime(2024, 1, 2, 0, 0)}",
  );
  expect(toJs(value)).toEqual({ a: [1, 1.5, null, true, 'x'], b: { c: null }, d: '2024-01-02T00:00:00' });
});

it('calls host objects', () => {
  const relation = {
    typeName: 'Relation',
    getAttr: (name: string) => (name === 'schema' ? 'main' : undefined),
    toText: () => '"main"."x"',
  };
  const ref = new HostFunction('ref', () => relation);
  expect(rendered("{{ ref('x') }} {{ ref('x').schema }} {{ ref('x').nope is defined }}", { ref })).toBe(
    '"main"."x" main False',
  );
});
