import { expect, test } from 'vitest';
import { builtinMacros } from '../../src/parse/index.ts';
import { type Definition, parseTemplate } from '../../src/template/index.ts';

const files = [...builtinMacros()].flatMap(([owner, parsed]) =>
  parsed.map(({ file, template }) => ({ owner, file, template })),
);

test('there are macros of both packages', () => {
  expect([...builtinMacros().keys()]).toEqual(['dbt_duckdb', 'dbt']);
  expect(files.length).toBeGreaterThan(50);
});

test.each(files.map(({ file, template }) => [file.text.file, file, template] as const))(
  '%s parses, and its outline is what it holds',
  (_name, file, outline) => {
    const parsed = parseTemplate(file.text);
    if (!parsed.ok) throw new Error(parsed.diagnostics[0]!.message);
    const plain = ({ params, ...rest }: Definition) => ({ ...rest, params });
    expect(outline.definitions.map(plain)).toEqual(parsed.value.definitions.map(plain));
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
