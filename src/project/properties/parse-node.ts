import { parseTests } from './parse-test.ts';
import type { ColumnProperties, ExposureProperties, MacroProperties, NodeProperties } from './properties.ts';
import type { Section } from './section.ts';

const besideConfig = ['meta', 'docs', 'access', 'group', 'tags'];

export function parseNode(section: Section): NodeProperties {
  return {
    ...declared(section),
    config: section.config(besideConfig),
    columns: section.items('columns').map(parseColumn),
    tests: parseTests(section),
    constraints: [],
    versions: [],
  };
}

export function parseColumn(section: Section): ColumnProperties {
  const config = section.section('config');
  const dataType = section.text('data_type');
  const quote = section.value.quote;
  return {
    ...declared(section),
    ...(dataType === undefined ? {} : { dataType }),
    ...(typeof quote === 'boolean' ? { quote } : {}),
    tags: [...(section.texts('tags') ?? []), ...(config?.texts('tags') ?? [])],
    meta: { ...section.mapping('meta'), ...config?.mapping('meta') },
    tests: parseTests(section),
    constraints: section.items('constraints').map(({ value }) => value),
  };
}

export function parseMacro(section: Section): MacroProperties {
  return {
    ...declared(section),
    config: section.config(besideConfig),
    arguments: section.items('arguments').map((argument) => {
      const type = argument.text('type');
      return {
        name: argument.text('name') ?? '',
        ...(type === undefined ? {} : { type }),
        description: argument.text('description') ?? '',
      };
    }),
  };
}

export function parseExposure(section: Section): ExposureProperties {
  const owner = section.section('owner');
  const name = owner?.text('name');
  const email = owner?.text('email');
  return {
    ...declared(section),
    type: section.text('type') ?? 'application',
    ...texts(section, ['label', 'maturity', 'url']),
    dependsOn: section.texts('depends_on') ?? [],
    owner: { ...(name === undefined ? {} : { name }), ...(email === undefined ? {} : { email }) },
    config: section.config(besideConfig),
  };
}

export const declared = (section: Section) => ({
  name: section.text('name') ?? '',
  description: section.text('description') ?? '',
  given: section.value,
  file: section.file.source.file,
  locate: (...path: (string | number)[]) => section.locate(...path),
});

/** Those of the keys that are given. */
export function texts<const K extends string>(
  section: Section,
  keys: readonly K[],
): { readonly [N in K]?: string } {
  const found: { [N in K]?: string } = {};
  for (const key of keys) {
    const value = section.text(key);
    if (value !== undefined) found[key] = value;
  }
  return found;
}
