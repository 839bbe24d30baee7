import { expect, test } from 'vitest';
import { builtinMacros } from '../../src/parse/index.ts';
import { outlineOf, parseTemplate } from '../../src/template/index.ts';

const files = [...builtinMacros()].flatMap(([owner, parsed]) =>
  parsed.map(({ file, template }) => ({ owner, file, template })),
);

test('there are macros of both packages', () => {
  expect([...builtinMacros().keys()]).toEqual(['dbt_duckdb', 'dbt']);
  expect(files.length).toBeGreaterThan(50);
});

test.each(files.map(({ file, template }) => [file.text.file, file, template] as const))(
  '%s parses, and what the bundle keeps of it is what it holds',
  (_name, file, template) => {
    const parsed = parseTemplate(file.text);
    if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
    const outline = outlineOf(parsed.value);
    expect(outlineOf(template)).toEqual(outline);
    expect(JSON.parse(JSON.stringify(outline))).toEqual(outline);
    expect(template.calls).toEqual(parsed.value.calls);
  },
);

test('between definitions there are comments only', () => {
  for (const { file, template } of files) {
    let rest = file.text.text;
    for (const { start, end } of [...template.definitions].reverse())
      rest = rest.slice(0, start) + rest.slice(end);
    expect(rest.replace(/\{#[\s\S]*?#\}/g, '').trim(), file.text.file).toBe('');
  }
});

test('lines are not too long, and nothing ends in white space', () => {
  const bad = files.flatMap(({ file }) =>
    file.text.text
      .split('\n')
      .flatMap((line, index) =>
        line.length > 120 || /\s$/.test(line) ? [`${file.text.file}:${index + 1}`] : [],
      ),
  );
  expect(bad).toEqual([]);
});
