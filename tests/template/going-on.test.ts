import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, type Result, SourceText } from '../../src/base/index.ts';
import {
  type Globals,
  HostFunction,
  Lost,
  macroOf,
  PassingFunction,
  parseTemplate,
  type Rendered,
  render,
  renderInside,
  Suspended,
  Trail,
  toText,
  type UndefinedPolicy,
  type Value,
} from '../../src/template/index.ts';
import { globalsOf, oracleGlobals } from './globals.ts';

interface Outcome {
  readonly text: string | Diagnostic;
  /** How often it went on, and how often it had to begin again. */
  readonly resumed: number;
  readonly begun: number;
}

/** A host without a memory: it is asked again, and gives the same. */
const forgetful = { mark: () => ({}), rewind: () => undefined };

/** Renders with globals that suspend the rendering, until it comes to an end. */
function outcome(
  text: string,
  globals: (waits: boolean) => Globals,
  policy: UndefinedPolicy = 'execute',
): Outcome {
  const parsed = parseTemplate(new SourceText('case.sql', text));
  if (!parsed.ok) return { text: parsed.diagnostics[0]!, resumed: 0, begun: 0 };
  let trail = new Trail(forgetful);
  let seen = globals(true);
  let [resumed, begun] = [0, 1];
  for (let attempts = 0; attempts < 2000; attempts++) {
    try {
      const result: Result<Rendered> = render(parsed.value, seen, { undefined: policy, trail });
      expect(trail.strayed).toBe(false);
      return { text: result.ok ? result.value.text : result.diagnostics[0]!, resumed, begun };
    } catch (thrown) {
      if (!(thrown instanceof Suspended) && !(thrown instanceof Lost)) throw thrown;
      if (trail.waits) {
        trail.resume();
        resumed++;
      } else {
        trail = new Trail(forgetful);
        seen = globals(false);
        begun++;
      }
    }
  }
  throw new Error(`${text} never comes to an end`);
}

/** Looks at names wait, one after more looks than before, until it begins with the first again. */
function waiting(record: Readonly<Record<string, unknown>>, waits: boolean): Globals {
  const { get, has, names } = globalsOf(record);
  let [looks, free] = [0, 0];
  return {
    get: (name) => {
      if (waits && looks++ >= free) {
        looks = 0;
        free = (free + 1) % 37;
        throw new Suspended();
      }
      return get(name);
    },
    has,
    names,
  };
}

const folder = new URL('../cases/template/', import.meta.url);
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.case'),
);

describe('a rendering that is suspended again and again comes to the same', () => {
  const shares = { resumed: 0, begun: 0 };

  it.each(files.sort())('%s', (file) => {
    const [head = '', ...cases] = readFileSync(new URL(file, folder), 'utf8').split('\n====\n');
    const { vars, undefined: policy } = JSON.parse(head) as {
      vars?: Record<string, unknown>;
      undefined?: UndefinedPolicy;
    };
    const record = () => ({ ...oracleGlobals, ...structuredClone(vars ?? {}) });
    for (const each of cases) {
      const template = /^(.*?)\n---- /s.exec(each)?.[1] ?? each;
      const plain = outcome(template, () => waiting(record(), false), policy);
      const suspended = outcome(template, (waits) => waiting(record(), waits), policy);
      expect(suspended.text, template).toEqual(plain.text);
      shares.resumed += suspended.resumed;
      shares.begun += suspended.begun - 1;
    }
  });

  it('nearly always without beginning again', () => {
    expect(shares.resumed).toBeGreaterThan(20 * shares.begun);
  });
});

/** What templates of dbt do with what they ask: `ask(n)` waits once for each answer, `note(x)` is to be done once. */
function asked(template: string, library = ''): Outcome & { readonly noted: readonly string[] } {
  let noted: string[] = [];
  const source = parseTemplate(new SourceText('macros.sql', library));
  if (!source.ok) throw new Error('the macros do not parse');
  const found = outcome(template, (waits) => {
    noted = [];
    let asks = 0;
    const values = new Map<string, Value>([
      [
        'ask',
        new HostFunction('ask', ([value = null]) => {
          if (waits && asks++ % 2 === 0) throw new Suspended();
          return value;
        }),
      ],
      [
        'note',
        new HostFunction('note', ([value = null]) => {
          noted.push(toText(value));
          return '';
        }),
      ],
      [
        'render',
        new PassingFunction('render', ([text = '']) => {
          const inner = parseTemplate(new SourceText('inner', toText(text)));
          if (!inner.ok) throw new Error('the inner template does not parse');
          return renderInside(inner.value, globals, { undefined: 'execute' });
        }),
      ],
    ]);
    const globals: Globals = {
      get: (name) => {
        const definition = source.value.definitions.find((each) => each.name === name);
        if (definition === undefined) return values.get(name);
        if (!values.has(name))
          values.set(
            name,
            macroOf(source.value, definition, () => globals),
          );
        return values.get(name);
      },
      has: (name) => values.has(name),
      names: () => values.keys(),
    };
    return globals;
  });
  return { ...found, noted };
}

describe('going on', () => {
  const table: readonly (readonly [what: string, template: string, text: string, noted: string])[] = [
    ['after what was done', "{{ note('a') }}{{ ask(1) }}{{ note('b') }}{{ ask(2) }}", '12', 'a b'],
    ['in a loop', '{% for i in [1, 2, 3] %}{{ note(i) }}{{ ask(i) }};{% endfor %}', '1;2;3;', '1 2 3'],
    [
      'in a loop that knows where it is',
      '{% for i in [ask(1), 2] %}{{ note(loop.index) }}{{ ask(i) }}{{ "," if not loop.last }}{% endfor %}',
      '1,2',
      '1 2',
    ],
    ['in the items', '{% for i in [note(1), ask(2)] %}{{ i }}{% endfor %}', '2', '1'],
    [
      'in a branch',
      '{% if ask(0) %}a{% elif note(1) or ask(2) %}{{ note(2) }}{{ ask(3) }}{{ note(3) }}{% endif %}',
      '3',
      '1 2 3',
    ],
    ['with variables', '{% set x = ask(1) %}{% set y = ask(x + 1) %}{{ x + y }}', '3', ''],
    [
      'in a text that is set',
      '{% set x %}a{{ note(1) }}{{ ask(2) }}{% endset %}{{ x }}{{ ask(3) }}',
      'a23',
      '1',
    ],
    ['with with', '{% with x = ask(1) %}{{ note(x) }}{{ ask(x + 1) }}{% endwith %}', '2', '1'],
    [
      'with what was changed',
      '{% set l = [] %}{% do l.append(1) %}{% do l.append(ask(2)) %}{{ l }}{% for i in [3] %}{% do l.append(ask(i)) %}{% endfor %}{{ l }}',
      '[1, 2][1, 2, 3]',
      '',
    ],
    ['in arguments', '{{ [note(1), ask(2), note(3), ask(4)] | join }}', '24', '1 3'],
    [
      'in a macro, its defaults and what it returns',
      '{% macro m(a, b=ask(2)) %}{{ note(a) }}{% set c = ask(3) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(ask(1)) }}{{ note(4) }}',
      '123',
      '1 4',
    ],
    [
      'in a call block',
      '{% macro m() %}<{{ note(1) }}{{ caller(ask(1)) }}{{ note(2) }}>{% endmacro %}{% call(x) m() %}{{ x }}{{ note(x) }}{{ ask(2) }}{% endcall %}',
      '<12>',
      '1 1 2',
    ],
    [
      'in a text that is rendered',
      "{{ note(1) }}{{ render('{{ note(2) }}{{ ask(3) }}{{ note(4) }}') }}{{ ask(5) }}",
      '35',
      '1 2 4',
    ],
    [
      'in a namespace',
      '{% set n = namespace(x=0) %}{% for i in [1, 2] %}{% set n.x = n.x + ask(i) %}{% endfor %}{{ n.x }}',
      '3',
      '',
    ],
    ['past a break', '{% for i in [1, 2] %}{{ ask(i) }}{% break %}{% endfor %}{{ ask(3) }}', '13', ''],
  ];

  it.each(table)('%s', (_what, template, text, noted) => {
    const found = asked(template);
    expect(found.text).toBe(text);
    expect(found.noted.join(' ')).toBe(noted);
    expect(found.begun).toBe(1);
    expect(found.resumed).toBeGreaterThan(0);
  });

  it('through macros of other files', () => {
    const library =
      '{% macro outer(x) %}{{ note(x) }}{{ return(inner(ask(x)) + 1) }}{% endmacro %}{% macro inner(x) %}{% do note(x) %}{% do return(ask(x) * 10) %}{% endmacro %}';
    const found = asked('{{ outer(1) }}{{ outer(2) }}', library);
    expect(found).toMatchObject({ text: '1121', noted: ['1', '1', '2', '2'], begun: 1 });
  });

  const again: readonly (readonly [what: string, template: string, text: string])[] = [
    ['what stands for no items', '{% for i in [] %}{% else %}{{ ask(2) }}{% endfor %}', '2'],
    ['a filter block', '{% filter upper %}a{{ ask("b") }}{% endfilter %}', 'AB'],
    ['a condition on items', '{% for i in [1, 2] if ask(i) > 1 %}{{ i }}{% endfor %}', '2'],
    [
      'a loop in itself',
      '{% for i in [[1], []] recursive %}{{ ask("x") }}{% if i %}{{ loop([[]]) }}{% endif %}{% endfor %}',
      'xxx',
    ],
  ];

  it.each(again)('%s is evaluated from the start', (_what, template, text) => {
    const found = asked(template);
    expect(found.text).toBe(text);
    expect(found.begun).toBeGreaterThan(1);
  });
});
