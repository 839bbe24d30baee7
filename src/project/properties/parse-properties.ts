import { error, fail, ok, type Result, type SourceText } from '../../base/index.ts';
import type { Flags } from '../flags.ts';
import type { RenderValue } from '../project.ts';
import { checkShape } from '../schema/check-shape.ts';
import { propertiesSchema } from '../schema/properties-schema.ts';
import { readYaml } from '../yaml/read-yaml.ts';
import { describeValue, isMapping } from '../yaml/value.ts';
import { checkTests } from './check-tests.ts';
import { ownValuesHint, propertiesHint } from './misplaced.ts';
import { parseDbtProperties } from './parse-dbt-properties.ts';
import { parseExposure, parseMacro, parseNode } from './parse-node.ts';
import { parseSource } from './parse-source.ts';
import type { Properties } from './properties.ts';
import { Section } from './section.ts';
import { nativeSpelling } from './spelling.ts';

/** How properties files are read. */
export interface PropertiesReading {
  readonly dialect: 'native' | 'dbt';
  /** Evaluates the templates of dbt's properties; without it they stay as they are. */
  readonly render?: RenderValue;
  readonly flags?: Pick<Flags, 'requireGenericTestArgumentsProperty'>;
}

/** Reads a properties file: checks its shape and brings its spellings into one. */
export const parseProperties = (
  source: SourceText,
  reading: PropertiesReading = { dialect: 'native' },
): Result<Properties> =>
  reading.dialect === 'native' ? parseNative(source) : parseDbtProperties(source, reading);

/** Templates stay as they are. */
function parseNative(source: SourceText): Result<Properties> {
  const read = readYaml(source);
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
  const wrong = checkShape(propertiesSchema(), {
    value,
    name: 'a properties file',
    templates: true,
    locate: (path, what) => file.locate(path, what),
    unknownKey: propertiesHint,
    otherKey: ownValuesHint,
  });
  if (wrong.length > 0) return fail(...wrong);
  const root = new Section(file, [], value, nativeSpelling);
  const tests = checkTests(root);
  if (tests.length > 0) return fail(...tests);
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
    groups: [],
    metrics: [],
    semanticModels: [],
    savedQueries: [],
    unitTests: [],
    warnings: [],
  });
}
