import type { Writable } from '../../base/index.ts';
import { isSequence, YamlFloat, type YamlValue } from '../yaml/value.ts';
import { parseTests } from './parse-test.ts';
import type {
  ColumnProperties,
  ExposureProperties,
  MacroProperties,
  NodeProperties,
  VersionProperties,
} from './properties.ts';
import type { Section } from './section.ts';

export function parseNode(section: Section): NodeProperties {
  const latestVersion = version(section.value.latest_version);
  const deprecationDate = section.text('deprecation_date');
  const timeSpine = section.mapping('time_spine');
  const node: Writable<NodeProperties> = {
    name: section.text('name') ?? '',
    description: section.text('description') ?? '',
    given: section.value,
    file: section.file.source.file,
    locate: (...path) => section.locate(...path),
    config: section.config(section.spelling.beside.node),
    columns: section.items('columns').map(parseColumn),
    tests: parseTests(section),
    constraints: section.items('constraints').map(({ value }) => value),
    versions: section.items('versions').map(parseVersion),
  };
  if (latestVersion !== undefined) node.latestVersion = latestVersion;
  if (deprecationDate !== undefined) node.deprecationDate = deprecationDate;
  if (timeSpine !== undefined) node.timeSpine = timeSpine;
  return node;
}

function parseVersion(section: Section): VersionProperties {
  const columns = section.items('columns');
  const filter = columns.find(({ value }) => 'include' in value || 'exclude' in value);
  const include = filter?.value.include ?? '*';
  return {
    v: version(section.value.v) ?? '',
    ...texts(section, ['description']),
    ...(typeof section.value.defined_in === 'string' ? { definedIn: section.value.defined_in } : {}),
    config: section.config(['docs', 'access']),
    ...(isSequence(section.value.constraints)
      ? { constraints: section.items('constraints').map(({ value }) => value) }
      : {}),
    // An empty `tests:` says nothing, as in dbt.
    ...('data_tests' in section.value || section.list('tests').length > 0
      ? { tests: parseTests(section) }
      : {}),
    columns: columns.filter((column) => column !== filter).map(parseColumn),
    include: include === '*' || include === 'all' ? '*' : (filter?.texts('include') ?? '*'),
    exclude: filter?.texts('exclude') ?? [],
    ...deprecation(section),
    given: section.value,
    locate: (...path) =>
      path.length === 0 && 'v' in section.value ? section.locate('v') : section.locate(...path),
  };
}

/** As it is written: 2.5 is a number, 1.0 a text, since it is not 1. */
function version(value: YamlValue | undefined): string | number | undefined {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (!(value instanceof YamlFloat)) return undefined;
  return Number.isInteger(value.value) ? String(value) : value.value;
}

function deprecation(section: Section): { readonly deprecationDate?: string } {
  const deprecationDate = section.text('deprecation_date');
  return deprecationDate === undefined ? {} : { deprecationDate };
}

export function parseColumn(section: Section): ColumnProperties {
  const config = section.section('config');
  const dataType = section.text('data_type');
  const granularity = section.text('granularity');
  const { quote } = section.value;
  const column: Writable<ColumnProperties> = {
    name: section.text('name') ?? '',
    description: section.text('description') ?? '',
    given: section.value,
    file: section.file.source.file,
    locate: (...path) => section.locate(...path),
    tags: [...(section.texts('tags') ?? []), ...(config?.texts('tags') ?? [])],
    meta: { ...section.mapping('meta'), ...config?.mapping('meta') },
    tests: parseTests(section),
    constraints: section.items('constraints').map(({ value }) => value),
  };
  if (dataType !== undefined) column.dataType = dataType;
  if (typeof quote === 'boolean') column.quote = quote;
  if (granularity !== undefined) column.granularity = granularity;
  return column;
}

export function parseMacro(section: Section): MacroProperties {
  return {
    ...declared(section),
    config: section.config(section.spelling.beside.macro),
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
    config: section.config(section.spelling.beside.exposure),
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
