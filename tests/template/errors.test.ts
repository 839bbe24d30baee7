import { describe, expect, it } from 'vitest';
import { type Diagnostic, SourceText } from '../../src/base/index.ts';
import { HostFunction, macroOf, parseTemplate, render, TemplateError } from '../../src/template/index.ts';
import { globalsOf } from './globals.ts';

function problem(text: string, globals: Readonly<Record<string, unknown>> = {}): Diagnostic {
  const parsed = parseTemplate(new SourceText('models/a.sql', text));
  if (!parsed.ok) return parsed.diagnostics[0]!;
  const rendered = render(parsed.value, globalsOf(globals), { undefined: 'execute' });
  if (rendered.ok) throw new Error(`rendered ${rendered.value.text}`);
  return rendered.diagnostics[0]!;
}

const at = ({ location }: Diagnostic): string =>
  `${location?.file}:${location?.range?.start.line}:${location?.range?.start.column}-${location?.range?.end.column}`;

describe('places', () => {
  it.each([
    ['select 1\nfrom {{ foo.bar.baz }}', '2:9-20', { foo: {} }],
    ["{{ 1 + 2 * ('a' + 1) }}", '1:13-20', {}],
    ['{{ x | join(1, 2, 3) }}', '1:4-21', { x: [] }],
    ['{% for a, b in [1] %}{% endfor %}', '1:8-12', {}],
    ['a {{ b', '1:7-7', {}],
    ['{% if x %}\n  {{ 1 | uper }}\n{% endif %}{{ 1|uper }}', '3:17-21', {}],
    ['{% endif %}', '1:4-9', {}],
    ["x\n{{ 'abc }}", '2:4-5', {}],
  ])('%s', (text, place, globals) => {
    expect(at(problem(text, globals))).toBe(`models/a.sql:${place}`);
  });

  it('shows the line and the one before it', () => {
    expect(problem('one\ntwo {{ 1 / 0 }}').location?.excerpt).toEqual({
      firstLine: 1,
      lines: ['one', 'two {{ 1 / 0 }}'],
    });
  });

  it('says where an unclosed block was opened', () => {
    const { related, hint } = problem('select\n{% if x %}\nfoo');
    expect(related?.[0]?.location.range?.start).toEqual({ line: 2, column: 1 });
    expect(hint).toContain('{% endif %}');
  });
});

describe('hints', () => {
  it.each([
    ['{{ custmers.x }}', "did you mean 'customers'?", { customers: 1 }],
    ['{{ row.nmae.x }}', "did you mean 'name'?", { row: { name: 1 } }],
    ["{{ 'a'.uper() }}", "did you mean 'upper'?", {}],
    ['{{ 1 | defualt }}', "did you mean 'default'?", {}],
    ['{{ 1 is defind }}', "did you mean 'defined'?", {}],
    ['{% fro x in y %}', "did you mean 'for'?", {}],
    ["{{ 'a' + 1 }}", "'~' joins values of any type as text", {}],
  ])('%s', (text, hint, globals) => {
    expect(problem(text, globals).hint).toBe(hint);
  });
});

describe('macro calls', () => {
  it('names every call that led to the error, innermost first', () => {
    const text =
      '{% macro a(x) %}{{ x.y.z }}{% endmacro %}\n{% macro b() %}{{ a(1) }}{% endmacro %}\n\n{{ b() }}';
    const { location, related } = problem(text);
    expect(location?.range?.start).toEqual({ line: 1, column: 20 });
    expect(related?.map(({ message, location: place }) => [message, place.range?.start])).toEqual([
      ['in macro a, called from', { line: 2, column: 19 }],
      ['in macro b, called from', { line: 4, column: 4 }],
    ]);
  });

  it('places an error of the arguments at the call, outside the macro', () => {
    const { related, location } = problem('{% macro a() %}{% endmacro %}\n{{ a(1, 2) }}');
    expect(location?.range?.start.line).toBe(2);
    expect(related).toBeUndefined();
  });

  it('follows a macro of another file', () => {
    const library = parseTemplate(
      new SourceText('macros/m.sql', '{% macro m(x) %}\n{{ 1 / x }}{% endmacro %}'),
    );
    if (!library.ok) throw new Error('does not parse');
    const m = macroOf(library.value, library.value.definitions[0]!, () => globalsOf({}));
    const { location, related } = problem('\n{{ m(0) }}', { m });
    expect(`${location?.file}:${location?.range?.start.line}`).toBe('macros/m.sql:2');
    expect(related?.[0]?.location.file).toBe('models/a.sql');
  });
});

describe('host functions', () => {
  it('get the place of the call', () => {
    const ref = new HostFunction('ref', () => {
      throw new TemplateError('A2014', "there is no model 'x'", 'is it disabled?');
    });
    const found = problem("select\n  {{ ref('x') }}", { ref });
    expect(at(found)).toBe('models/a.sql:2:6-14');
    expect(found).toMatchObject({ code: 'A2014', message: "there is no model 'x'", hint: 'is it disabled?' });
  });

  it('let their own bugs through', () => {
    const bug = new HostFunction('bug', () => {
      throw new Error('a bug');
    });
    expect(() => problem('{{ bug() }}', { bug })).toThrow('a bug');
  });
});

it('refuses tags that join templates', () => {
  expect(problem("{% include 'x' %}")).toMatchObject({ code: 'A3013' });
});

it('refuses return outside a macro', () => {
  expect(problem('{{ return(1) }}')).toMatchObject({ code: 'A3014' });
});
