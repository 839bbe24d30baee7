import { expect, it } from 'vitest';
import { SourceText } from '../../src/base/index.ts';
import { parseTemplate, render } from '../../src/template/index.ts';
import { globalsOf } from './globals.ts';

const seconds = 2;

const nested = (open: string, close: string): string =>
  `{{ ${open.repeat(50_000)}1${close.repeat(50_000)} }}`;
const loop = (body: string, before = ''): string =>
  `${before}{% for i in range(10**12) %}${body}{% endfor %}`;

it.each([
  [loop(''), 'A3020'],
  [loop('x'), 'A3020'],
  ['{{ range(10**12)|list }}', 'A3022'],
  ['{{ range(10**12)|join }}', 'A3020'],
  ['{{ range(10**12)|sum }}', 'A3020'],
  ["{{ range(10**12)|map('string')|list }}", 'A3020'],
  ["{{ range(10**12)|select('>', 5)|batch(2)|list }}", 'A3020'],
  ['{% for i in range(10**12) if false %}{% endfor %}', 'A3020'],
  ["{{ 'x' * 10**10 }}", 'A3022'],
  ['{{ [1] * 10**10 }}', 'A3022'],
  ["{{ 'x'|center(10**9) }}", 'A3022'],
  ["{{ 'x'.ljust(10**12) }}", 'A3022'],
  ["{{ 'a\\nb'|indent(10**9) }}", 'A3022'],
  ['{{ 2 ** (10 ** 10) }}', 'A3022'],
  ["{{ '%1000000000d' % 1 }}", 'A3022'],
  ["{{ '%.1000000000f' % 1 }}", 'A3022'],
  ["{{ '{:1000000000}'.format(1) }}", 'A3022'],
  ["{{ '{:.1000000000f}'.format(1.5) }}", 'A3022'],
  ['{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}', 'A3021'],
  ['{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}', 'A3021'],
  ['{% set l = [1] %}{% for i in l %}{% do l.append(i) %}{% endfor %}', 'A3020'],
  [`{% set ns = namespace(s='x') %}${loop('{% set ns.s = ns.s ~ ns.s %}')}`, 'A3022'],
  [`{% set ns = namespace(s=3) %}${loop('{% set ns.s = ns.s * ns.s %}')}`, 'A3022'],
  [
    `{% set ns = namespace(s=[]) %}{% for i in range(10**5) %}{% set ns.s = [ns.s] %}{% endfor %}{{ ns.s }}`,
    'A3021',
  ],
  [loop('{% set t = s.upper() %}', "{% set s = 'ab' * 10**7 %}"), 'A3020'],
  [loop('{% set t = s.split() %}', "{% set s = 'ab ' * 10**6 %}"), 'A3020'],
  [nested('(', ')'), 'A3001'],
  [nested('[', ']'), 'A3001'],
  [nested('-', ''), 'A3001'],
  [nested('not ', ''), 'A3001'],
  [`{{ 1${' + 1'.repeat(100_000)} }}`, 'A3021'],
  [`{{ a${'.b'.repeat(100_000)} }}`, 'A3001'],
  [`{{ a${'|string'.repeat(100_000)} }}`, 'A3001'],
  ['{% if 1 %}'.repeat(50_000), 'A3001'],
])('stops %.60s', (text, code) => {
  const start = process.cpuUsage();
  const parsed = parseTemplate(new SourceText('a.sql', text));
  const result = parsed.ok ? render(parsed.value, globalsOf({}), { undefined: 'execute' }) : parsed;
  expect(result.ok ? 'rendered' : result.diagnostics[0]?.code).toBe(code);
  // Of the processor, since tests run beside each other; twice the allowed time, since garbage is collected meanwhile.
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(2 * seconds);
});

it('takes smaller budgets, time among them', () => {
  const parsed = parseTemplate(new SourceText('a.sql', '{% for i in range(100) %}x{% endfor %}'));
  if (!parsed.ok) throw new Error('does not parse');
  const code = (budget: object): string | undefined => {
    const result = render(parsed.value, globalsOf({}), { undefined: 'execute', budget });
    return result.ok ? undefined : result.diagnostics[0]?.code;
  };
  expect(code({})).toBeUndefined();
  expect(code({ steps: 50 })).toBe('A3020');
  expect(code({ size: 50 })).toBe('A3022');
  expect(code({ milliseconds: 0 })).toBe('A3023');
});
