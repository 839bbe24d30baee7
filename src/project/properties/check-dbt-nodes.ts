import { type Diagnostic, error } from '../../base/index.ts';
import { checkShape } from '../schema/check-shape.ts';
import { dbtSchemas } from '../schema/dbt-properties-schema.ts';
import type { Section } from './section.ts';

/** What an entry of each section is called. */
const nouns = {
  models: 'model',
  seeds: 'seed',
  snapshots: 'snapshot',
  analyses: 'analysis',
  sources: 'source',
  macros: 'macro',
  data_tests: 'test',
} as const;
const sections = Object.keys(nouns) as (keyof typeof nouns)[];

/** What dbt minds in the entries of models, seeds, snapshots, sources and the like. Unknown keys it leaves alone. */
export function checkDbtNodes(root: Section): readonly Diagnostic[] {
  const wrong: Diagnostic[] = [];
  for (const key of sections) {
    const noun = nouns[key];
    for (const entry of root.items(key)) {
      const given = entry.text('name');
      const found = checkShape(dbtSchemas[key], {
        value: entry.value,
        name: given === undefined ? `a ${noun}` : `the ${noun} '${given}'`,
        templates: false,
        nulls: true,
        locate: (path, what) => entry.file.locate([...entry.path, ...path], what),
      });
      wrong.push(
        ...(found.length > 0 ? found : [...twice(entry, key), ...versions(entry), ...constraints(entry)]),
      );
    }
  }
  return wrong;
}

/** What can stand beside `config:` or in it, and not at both. */
function twice(entry: Section, key: string): Diagnostic[] {
  if (key === 'macros' || key === 'sources') return [];
  const config = entry.mapping('config') ?? {};
  return entry.spelling.beside.node
    .filter((name) => name in entry.value && name in config)
    .map((name) =>
      error('A1011', `'${name}' is there twice, beside config: and in it`, {
        location: entry.file.locate([...entry.path, name], 'key'),
        hint: 'keep the one in config:',
      }),
    );
}

const constraintTypes = ['check', 'not_null', 'unique', 'primary_key', 'foreign_key', 'custom'];

function constraints(entry: Section): Diagnostic[] {
  return entry
    .items('columns')
    .flatMap((column) => column.items('constraints'))
    .filter(({ value }) => !constraintTypes.includes(String(value.type)))
    .map(({ file, path, value }) =>
      'type' in value
        ? error('A1011', `there is no constraint '${String(value.type)}'`, {
            location: file.locate([...path, 'type']),
            hint: `there are: ${constraintTypes.join(', ')}`,
          })
        : error('A1012', 'a constraint has no type', {
            location: file.locate(path),
            hint: `there are: ${constraintTypes.join(', ')}`,
          }),
    );
}

function versions(entry: Section): Diagnostic[] {
  const given = entry.items('versions').map(({ value }) => String(value.v));
  const repeated = given.findIndex((v, index) => given.indexOf(v) !== index);
  if (repeated !== -1)
    return [
      error('A1011', `the version ${given[repeated]!} is there twice`, {
        location: entry.file.locate([...entry.path, 'versions', repeated, 'v']),
      }),
    ];
  const { latest_version: latest } = entry.value;
  if (latest === undefined || latest === null || given.includes(String(latest))) return [];
  return [
    error('A1011', `'latest_version' is ${String(latest)}, and there is no such version`, {
      location: entry.file.locate([...entry.path, 'latest_version']),
      hint: given.length === 0 ? 'the model has no versions:' : `there are: ${given.join(', ')}`,
    }),
  ];
}
