import { join } from 'node:path';
import { collect, type Diagnostic, error, fail, ok, type Result, warning } from '../../base/index.ts';
import { isMapping, isSequence, readText, type YamlMapping, type YamlValue } from '../../project/index.ts';
import { referencesIn } from '../described/references.ts';
import { commonOf, configOf, type Declaration, documentedDefinition } from '../described/settings.ts';
import type { Version } from '../node-parts.ts';
import type { UnitTestInput, UnitTestNode, UnitTestRows } from '../unit-test-node.ts';
import { unitTestChecksum } from './checksum.ts';
import { csvRows } from './csv-rows.ts';
import { lacksWholeRow, rowsOf } from './rows.ts';
import type { UnitTestSettings } from './settings.ts';
import { testedModels } from './tested-models.ts';

export interface DraftedUnitTest {
  /** One for each version of the model that is tested. */
  readonly nodes: readonly UnitTestNode[];
  readonly warnings: readonly Diagnostic[];
}

export function draftUnitTest(declaration: Declaration, settings: UnitTestSettings): Result<DraftedUnitTest> {
  const { properties, folders } = declaration;
  const definition = documentedDefinition(declaration, settings);
  if (!definition.ok) return definition;
  const { model: written, overrides, versions } = definition.value;
  const model = String(written ?? '');
  const common = commonOf('unit_test', declaration, settings);
  if (!common.ok) return common;
  const fqn = [settings.owner.name, ...folders, model, properties.name];
  const config = configOf('unit_tests', fqn, properties.config, settings);
  if (!config.ok) return config;
  const rows = givenRows(definition.value, declaration, settings);
  if (!rows.ok) return rows;
  const { given, expect } = rows.value;
  const included = { include: versionsIn(versions, 'include'), exclude: versionsIn(versions, 'exclude') };
  if (included.include && included.exclude)
    return fail(
      error(
        'A2310',
        `the unit test '${properties.name}' includes versions and excludes some; it is one of both`,
        {
          location: properties.locate('versions'),
        },
      ),
    );
  const shared = {
    ...common.value,
    resource: 'unit_test' as const,
    fqn,
    ...config.value,
    model,
    given,
    expect,
    ...(isMapping(overrides) && { overrides: overridesOf(overrides) }),
    ...(isMapping(versions) && { versions: defined(included) }),
    checksum: unitTestChecksum({ model, versions, given, expect, overrides }),
  };
  const tested = testedModels(properties, model, included, shared, settings);
  if (!tested.ok) return tested;
  const id = `unit_test.${settings.owner.name}.${model}.${properties.name}`;
  const nodes = tested.value.map(({ node, version, enabled }) => ({
    ...shared,
    id: version === undefined ? id : `${id}_v${version}`,
    config: enabled ? shared.config : { ...shared.config, enabled: false },
    dependsOn: { nodes: enabled ? [node.id] : [], macros: [] },
    tested: node.id,
    schema: node.relation.schema,
    ...(version !== undefined && { version }),
  }));
  return ok({ nodes, warnings: warningsOf(declaration, [...given, expect]) });
}

function givenRows(
  definition: YamlMapping,
  { properties }: Declaration,
  settings: UnitTestSettings,
): Result<{ given: readonly UnitTestInput[]; expect: UnitTestRows }> {
  const sources = { properties, fixture: settings.fixture, seedRows: seedRows(settings) };
  const inputs = isSequence(definition.given) ? definition.given.filter(isMapping) : [];
  const given = collect(
    inputs.map((input, index): Result<UnitTestInput> => {
      const rows = rowsOf(input, ['given', index], sources);
      if (!rows.ok) return rows;
      const written = String(input.input ?? '');
      const node = inputNode(written, settings);
      return ok({ input: written, ...rows.value, ...(node !== undefined && { node }) });
    }),
  );
  const expect = rowsOf(isMapping(definition.expect) ? definition.expect : {}, ['expect'], sources);
  if (!given.ok || !expect.ok)
    return fail(...[given, expect].flatMap((part) => (part.ok ? [] : part.diagnostics)));
  return ok({ given: given.value, expect: expect.value });
}

/** What an input names; what names nothing is said when the test runs, as in dbt. */
function inputNode(written: string, settings: UnitTestSettings): string | undefined {
  if (written.trim() === 'this') return undefined;
  const found = referencesIn(written, settings, () => ({ file: '' }));
  if (!found.ok) return undefined;
  const [ref] = found.value.refs;
  const [source] = found.value.sources;
  const from = settings.owner.name;
  if (ref !== undefined) return settings.names.find({ ...ref, from }).node?.id;
  return source === undefined
    ? undefined
    : settings.names.findSource(source.source, source.table, from).node?.id;
}

const seedRows =
  (settings: UnitTestSettings) =>
  (input: string): readonly YamlMapping[] | undefined => {
    const id = input === '' ? undefined : inputNode(input, settings);
    const seed = id === undefined ? undefined : settings.nodes.get(id);
    if (seed?.resource !== 'seed') return undefined;
    const text = readText(join(seed.packageRoot, seed.path), seed.path);
    return text.ok ? csvRows(text.value.source.text) : undefined;
  };

const versionsIn = (value: YamlValue | undefined, key: string): readonly Version[] | undefined => {
  const list = isMapping(value) ? value[key] : undefined;
  return isSequence(list)
    ? list.map((version) => (typeof version === 'string' ? version : Number(version)))
    : undefined;
};

const defined = ({
  include,
  exclude,
}: {
  include: readonly Version[] | undefined;
  exclude: readonly Version[] | undefined;
}) => ({
  ...(include && { include }),
  ...(exclude && { exclude }),
});

const overridesOf = (given: YamlMapping): NonNullable<UnitTestNode['overrides']> => {
  const part = (key: string): YamlMapping => {
    const value = given[key];
    return isMapping(value) ? value : {};
  };
  return { macros: part('macros'), vars: part('vars'), envVars: part('env_vars') };
};

function warningsOf({ properties }: Declaration, rows: readonly UnitTestRows[]): readonly Diagnostic[] {
  if (!rows.some(lacksWholeRow)) return [];
  return [
    warning('A2316', `rows of the unit test '${properties.name}' all have nulls`, {
      location: properties.locate(),
      hint: 'give one row with a value in each column, so that their types are known',
    }),
  ];
}
