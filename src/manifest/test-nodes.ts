import {
  collect,
  didYouMean,
  error,
  fail,
  type Location,
  ok,
  type Result,
  SourceText,
} from '../base/index.ts';
import { mergeConfig, parseTestConfig, type TestProperties, type YamlValue } from '../project/index.ts';
import { parseTemplate } from '../template/index.ts';
import { type Captured, capture } from './capture.ts';
import type { BuildableNode, SourceNode, TestNode } from './nodes.ts';
import { type Draft, type DraftSettings, nothingCaptured } from './query-nodes.ts';
import { failuresRelation } from './relation-names.ts';
import { givenConfig, renderLayers } from './render-config.ts';
import { argumentTemplate, checkArguments, type TestSignature } from './test-arguments.ts';
import { testHash, testName } from './test-name.ts';

export interface TestSettings extends DraftSettings {
  readonly tests: ReadonlyMap<string, TestSignature>;
}

/** A data test as it is declared on a node or on one of its columns. */
export interface DeclaredTest {
  readonly properties: TestProperties;
  readonly on: BuildableNode | SourceNode;
  readonly column?: string;
  readonly file: string;
  /** Those of the properties file, below the resource path: they are the test's, as in dbt, not those of what it is on. */
  readonly folders: readonly string[];
}

export function draftTest(declared: DeclaredTest, settings: TestSettings): Result<Draft<TestNode>> {
  const { properties, on, column } = declared;
  const { project } = settings;
  const test = findTest(declared, settings);
  if (!test.ok) return test;
  const args = { ...(column !== undefined && { column_name: column }), ...properties.arguments };
  const { full, short } = testName(properties, on, args);
  const name = properties.name ?? full;
  const fqn = [project.name, ...declared.folders, name];
  const inherited = project.configsFor('tests', fqn);
  const layers = renderLayers([...inherited, properties.config], settings);
  if (!layers.ok) return layers;
  const merged = mergeConfig(layers.value);
  const config = parseTestConfig(merged);
  if (!config.ok) return config;
  const captured = captureArguments(properties, settings);
  if (!captured.ok) return captured;
  const inMacro =
    test.value.macro === undefined ? ok(nothingCaptured) : captureMacro(test.value.macro, settings);
  if (!inMacro.ok) return inMacro;
  const alias = config.value.alias ?? (properties.name === undefined && short !== full ? short : undefined);
  return ok({
    node: {
      resource: 'test',
      id: `test.${project.name}.${name}.${testHash(name, properties, on, args)}`,
      name,
      package: project.name,
      packageRoot: project.root,
      path: declared.file,
      fqn,
      description: properties.description,
      locate: () => properties.locate(),
      locateConfig: (key) => merged.find((entry) => entry.key === key)?.locate(),
      dependsOn: { nodes: [on.id], macros: [] },
      unrenderedConfig: givenConfig(inherited, layers.value),
      config: alias === undefined ? config.value : { ...config.value, alias },
      storedIn: failuresRelation(project.target, config.value, alias ?? name),
      test: {
        kind: 'generic',
        name: properties.test,
        ...(properties.namespace !== undefined && { namespace: properties.namespace }),
        ...test.value,
        arguments: properties.arguments,
        ...(column !== undefined && { column }),
        attachedTo: on.id,
      },
    },
    captured: {
      refs: [...captured.value.refs, ...inMacro.value.refs],
      sources: [...captured.value.sources, ...inMacro.value.sources],
      config: [],
      macros: test.value.macro === undefined ? [] : [test.value.macro],
    },
  });
}

/** The user's own test of that name, or the built-in one, with its arguments checked. */
function findTest(declared: DeclaredTest, settings: TestSettings): Result<{ readonly macro?: string }> {
  const { properties, column } = declared;
  const macro = settings.macros.find(`test_${properties.test}`, settings.package);
  const builtIn = settings.tests.get(properties.test);
  if (properties.namespace !== undefined || (macro === undefined && builtIn === undefined)) {
    const name =
      properties.namespace === undefined ? properties.test : `${properties.namespace}.${properties.test}`;
    const own = [...settings.macros.all()]
      .filter((entry) => entry.kind === 'test')
      .map((entry) => entry.name.replace(/^test_/, ''));
    return fail(
      error('A2025', `there is no data test '${name}'`, {
        location: properties.locate(),
        hint:
          didYouMean(properties.test, [...settings.tests.keys(), ...own]) ??
          `built in: ${[...settings.tests.keys()].join(', ')}`,
      }),
    );
  }
  const signature: TestSignature =
    macro === undefined
      ? builtIn!
      : {
          on: 'either',
          arguments: macro.definition.params.map((param) => ({
            name: param.name,
            required: param.default === undefined,
          })),
        };
  const problem = checkArguments(properties, column, signature, macro !== undefined);
  return problem ?? ok(macro === undefined ? {} : { macro: macro.name });
}

/** What the arguments ask for; what is wrong in one of them is at its place. */
function captureArguments(properties: TestProperties, settings: TestSettings): Result<Captured> {
  const found = collect(
    Object.entries(properties.arguments).flatMap(([name, value]) =>
      [...templatesIn(value)].map((text) => captureText(text, () => properties.locate(name), settings)),
    ),
  );
  if (!found.ok) return found;
  return ok({
    refs: found.value.flatMap((captured) => captured.refs),
    sources: found.value.flatMap((captured) => captured.sources),
    config: [],
    macros: [],
  });
}

function captureText(text: string, locate: () => Location, settings: TestSettings): Result<Captured> {
  const template = parseTemplate(new SourceText('', text));
  const captured = template.ok ? capture(template.value, settings) : template;
  if (!captured.ok) return fail(...captured.diagnostics.map((each) => ({ ...each, location: locate() })));
  const { refs, sources } = captured.value;
  return ok({
    ...captured.value,
    refs: refs.map((call) => ({ ...call, locate })),
    sources: sources.map((call) => ({ ...call, locate })),
  });
}

function* templatesIn(value: YamlValue): Generator<string> {
  const template = argumentTemplate(value);
  if (template !== undefined) yield template;
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* templatesIn(item);
}

function captureMacro(name: string, settings: TestSettings): Result<Captured> {
  const entry = settings.macros.find(name, settings.package)!;
  return capture(entry.template, settings, entry.definition.name);
}
