import { type Diagnostic, error, fail, ok, type Result, type SourceText } from '../../base/index.ts';
import type { Flags } from '../flags.ts';
import type { RenderValue } from '../project.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { describeValue, isMapping, isSequence, type YamlMapping } from '../yaml/value.ts';
import type { YamlFile } from '../yaml/yaml-file.ts';
import { checkDbtNodes } from './check-dbt-nodes.ts';
import { checkDbtTests } from './check-dbt-tests.ts';
import { parseExposure, parseMacro, parseNode } from './parse-node.ts';
import { checkResources, parseResources } from './parse-resources.ts';
import { parseSource } from './parse-source.ts';
import type { Properties } from './properties.ts';
import { renderProperties } from './render-properties.ts';
import { Section } from './section.ts';
import { dbtSpelling, olderDbtSpelling } from './spelling.ts';

/** The lists of a properties file whose entries have a name. Other keys of the file are nobody's. */
const sections = [
  'models',
  'seeds',
  'snapshots',
  'sources',
  'macros',
  'analyses',
  'exposures',
  'metrics',
  'semantic_models',
  'saved_queries',
  'functions',
  'data_tests',
  'groups',
  'unit_tests',
];

/** Reads a properties file as dbt does: what it does not know it leaves alone, apart from where dbt minds. */
export function parseDbtProperties(
  source: SourceText,
  {
    render,
    flags,
  }: { readonly render?: RenderValue; readonly flags?: Pick<Flags, 'requireGenericTestArgumentsProperty'> },
): Result<Properties> {
  const read = readYaml(source, { repeatedKeys: 'last' });
  if (!read.ok) return read;
  const file = read.value;
  const value = file.value ?? {};
  if (!isMapping(value))
    return fail(
      error('A1011', `a properties file must be a mapping, not ${describeValue(value)}`, {
        location: file.locate([]),
        hint: 'it starts with models:, sources:, seeds: or macros:',
      }),
    );
  const misshapen = sections.flatMap((key) => checkList(file, value, key));
  if (misshapen.length > 0) return fail(...misshapen);
  const rendered = renderProperties(file, value, sections, render);
  if (!rendered.ok) return rendered;
  const root = new Section(
    rendered.value === value ? file : withRendered(file),
    [],
    rendered.value,
    flags?.requireGenericTestArgumentsProperty === false ? olderDbtSpelling : dbtSpelling,
  );
  const nodes = checkDbtNodes(root);
  const wrong = [...nodes, ...checkResources(root)];
  if (wrong.length > 0) return fail(...wrong);
  const tests = checkDbtTests(root);
  if (tests.wrong.length > 0) return fail(...tests.wrong);
  const sources = root.items('sources').map(parseSource);
  const problems = sources.flatMap((parsed) => (parsed.ok ? [] : parsed.diagnostics));
  if (problems.length > 0) return fail(...problems);
  return ok({
    file,
    models: root.items('models').map(parseNode),
    seeds: root.items('seeds').map(parseNode),
    snapshots: root.items('snapshots').map(parseNode),
    analyses: root.items('analyses').map(parseNode),
    sources: sources.flatMap((parsed) => (parsed.ok ? [parsed.value] : [])),
    macros: root.items('macros').map(parseMacro),
    tests: root.items('data_tests').map(parseNode),
    exposures: root.items('exposures').map(parseExposure),
    ...parseResources(root),
    warnings: [...file.warnings, ...tests.warnings],
  });
}

const withRendered = (file: YamlFile): YamlFile => ({
  source: file.source,
  value: file.value,
  rendered: true,
  warnings: file.warnings,
  locate: (path, what) => file.locate(path, what),
});

function checkList(file: YamlFile, value: YamlMapping, key: string): Diagnostic[] {
  if (!(key in value)) return [];
  const list = value[key];
  if (!isSequence(list))
    return [
      error('A1011', `'${key}' must be a list, not ${describeValue(list)}`, {
        location: file.locate([key], list === null ? 'key' : 'value'),
        hint: isMapping(list) ? 'start each item with a dash' : 'remove it where there are none',
      }),
    ];
  return list.flatMap((item, index) => {
    const location = () => file.locate([key, index]);
    if (!isMapping(item))
      return [
        error('A1011', `an item of '${key}' must be a mapping, not ${describeValue(item)}`, {
          location: location(),
          hint: typeof item === 'string' ? `write name: ${item}` : 'it needs at least a name',
        }),
      ];
    return 'name' in item
      ? []
      : [error('A1012', `an item of '${key}' has no name`, { location: location() })];
  });
}
