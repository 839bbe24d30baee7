import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Diagnostic, type ErrorCode, SourceText } from '../../src/base/index.ts';
import { parseTemplate, render, type UndefinedPolicy } from '../../src/template/index.ts';
import { globalsOf, oracleGlobals } from './globals.ts';

const folder = new URL('../cases/template/', import.meta.url);

/** Which of our codes stands for a class of Python's or Jinja's. */
const codes: Readonly<Record<string, readonly ErrorCode[]>> = {
  TemplateSyntaxError: ['A3001'],
  TemplateAssertionError: ['A3001', 'A3010', 'A3011'],
  UndefinedError: ['A3002'],
  TypeError: ['A3003'],
  ValueError: ['A3004'],
  KeyError: ['A3005'],
  IndexError: ['A3006'],
  AttributeError: ['A3007'],
  ZeroDivisionError: ['A3008'],
  OverflowError: ['A3009'],
  TemplateRuntimeError: ['A3010', 'A3011', 'A3012'],
  FilterArgumentError: ['A3012'],
  RuntimeError: ['A3012'],
  DivisionByZero: ['A3008'],
  AssertionError: ['A3012'],
};

interface Settings {
  readonly vars?: Readonly<Record<string, unknown>>;
  readonly undefined?: UndefinedPolicy;
}

function outcome(
  template: string,
  { vars = {}, undefined: policy = 'execute' }: Settings,
): string | Diagnostic {
  const parsed = parseTemplate(new SourceText('case.sql', template));
  if (!parsed.ok) return parsed.diagnostics[0]!;
  const rendered = render(parsed.value, globalsOf({ ...oracleGlobals, ...vars }), { undefined: policy });
  return rendered.ok ? rendered.value.text : rendered.diagnostics[0]!;
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.case'),
);

describe.each(files.sort())('%s', (file) => {
  const [head = '', ...cases] = readFileSync(new URL(file, folder), 'utf8')
    .replace(/\n$/, '')
    .split('\n====\n');
  const settings = JSON.parse(head) as Settings;

  it.each(cases.map((text, index) => ({ title: `${index + 1}: ${text.split('\n')[0]}`, text })))(
    '$title',
    ({ text }) => {
      const [, template = '', kind = '', expected = ''] = /^(.*?)\n---- ([^\n]*)\n?(.*)$/s.exec(text) ?? [];
      const actual = outcome(template, settings);
      const [, type = '', line] = /^error (\w+) line (\d+)$/.exec(kind) ?? [];
      if (type === '') expect(typeof actual === 'string' ? actual : actual.message).toBe(expected);
      else {
        expect(typeof actual === 'string' ? actual : codes[type], 'an error').not.toBe(actual);
        if (typeof actual === 'string') return;
        expect(codes[type], actual.message).toContain(actual.code);
        expect(`line ${actual.location?.range?.start.line}: ${actual.message}`).toBe(
          `line ${line}: ${actual.message}`,
        );
      }
    },
  );
});
