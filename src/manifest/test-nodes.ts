import { collect, didYouMean, error, fail, md5, ok, type Result, SourceText } from '../base/index.ts';
import {
  mergeConfig,
  parseTestConfig,
  type TestProperties,
  toPlain,
  type YamlMapping,
  type YamlValue,
} from '../project/index.ts';
import { parseTemplate } from '../template/index.ts';
import { type Captured, capture } from './capture.ts';
import type { BuildableNode, SourceNode, TestNode } from './nodes.ts';
import { type Draft, type DraftSettings, nothingCaptured } from './query-nodes.ts';
import { failuresRelation } from './relation-names.ts';
import { holdsTemplate, renderLayers } from './render-config.ts';
import { testName } from './test-name.ts';

/** What the manifest must know of a built-in test. */
export interface TestSignature {
  readonly on: 'column' | 'relation' | 'either';
  readonly arguments: readonly { readonly name: string; readonly required: boolean }[];
}

export interface TestSettings extends DraftSettings {
  readonly tests: ReadonlyMap<string, TestSignature>;
}

/** A data test as it is declared on a node or on one of its columns. */
export interface DeclaredTest {
  readonly properties: TestProperties;
  readonly on: BuildableNode | SourceNode;
  readonly column?: string;
  readonly file: string;
}

export function draftTest(declared: DeclaredTest, settings: TestSettings): Result<Draft<TestNode>> {
  const { properties, on, column } = declared;
  const { project } = settings;
  const test = findTest(declared, settings);
  if (!test.ok) return test;
  const args = {
    ...(column !== undefined && { column_name: column }),
    ...(toPlain(properties.arguments) as Record<string, unknown>),
  };
  const subject = on.resource === 'source' ? `source_${on.sourceName}_${on.name}` : on.name;
  const namespaced =
    properties.namespace === undefined ? properties.test : `${properties.namespace}_${properties.test}`;
  const { full, short } = testName(namespaced, subject, args);
  const name = properties.name ?? full;
  const folders = on.fqn.slice(1, -1);
  const fqn = [project.name, ...folders, name];
  const layers = renderLayers([...project.configsFor('tests', fqn), properties.config], settings);
  if (!layers.ok) return layers;
  const config = parseTestConfig(mergeConfig(layers.value));
  if (!config.ok) return config;
  const captured = captureArguments(properties.arguments, settings);
  if (!captured.ok) return captured;
  const inMacro =
    test.value.macro === undefined ? ok(nothingCaptured) : captureMacro(test.value.macro, settings);
  if (!inMacro.ok) return inMacro;
  const alias = config.value.alias ?? (properties.name === undefined && short !== full ? short : undefined);
  return ok({
    node: {
      resource: 'test',
      id: `test.${project.name}.${name}.${md5(JSON.stringify([namespaced, on.id, args, config.value.raw])).slice(-10)}`,
      name,
      package: project.name,
      path: declared.file,
      fqn,
      description: properties.description,
      locate: () => properties.locate(),
      dependsOn: { nodes: [on.id], macros: [] },
      config: { ...config.value, ...(alias !== undefined && { alias }) },
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
  const { properties } = declared;
  const macro = settings.macros.get(`test_${properties.test}`);
  const builtIn = settings.tests.get(properties.test);
  if (properties.namespace !== undefined || (macro === undefined && builtIn === undefined)) {
    const name =
      properties.namespace === undefined ? properties.test : `${properties.namespace}.${properties.test}`;
    const own = [...settings.macros.values()]
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
  const problem = checkArguments(declared, signature, macro !== undefined);
  return problem ?? ok(macro === undefined ? {} : { macro: macro.name });
}

function checkArguments(
  { properties, column }: DeclaredTest,
  signature: TestSignature,
  own: boolean,
): Result<never> | undefined {
  const given = new Set([
    'model',
    ...(column === undefined ? [] : ['column_name']),
    ...Object.keys(properties.arguments),
  ]);
  const known = new Set(signature.arguments.map((argument) => argument.name));
  const test = properties.test;
  if (
    !own &&
    signature.on === 'column' &&
    column === undefined &&
    properties.arguments.column_name === undefined
  ) {
    return fail(
      error('A2028', `${test} tests a column`, {
        location: properties.locate(),
        hint: 'put it under a column',
      }),
    );
  }
  for (const name of Object.keys(properties.arguments)) {
    if (known.has(name) || name === 'column_name') continue;
    const names = [...known].filter((argument) => argument !== 'model' && argument !== 'column_name');
    return fail(
      error('A2026', `the data test ${test} has no argument '${name}'`, {
        location: properties.locate(name),
        hint:
          didYouMean(name, names) ?? (names.length === 0 ? 'it takes none' : `it takes ${names.join(', ')}`),
      }),
    );
  }
  for (const argument of signature.arguments) {
    if (!argument.required || given.has(argument.name)) continue;
    const hint =
      argument.name === 'column_name'
        ? 'put it under a column'
        : `add '${argument.name}:' under 'arguments:'`;
    return fail(
      error('A2027', `the data test ${test} needs '${argument.name}'`, {
        location: properties.locate(),
        hint,
      }),
    );
  }
  return undefined;
}

/** As in dbt, text that looks like a call of one of these is evaluated without braces around it. */
const call = /^\s*(env_var|ref|var|source|doc)\s*\(.+\)\s*$/s;

/** The template that a test's argument is, if it is one. `column_name` never is. */
export function argumentTemplate(value: YamlValue): string | undefined {
  if (typeof value !== 'string') return undefined;
  if (call.test(value)) return `{{ ${value} }}`;
  return holdsTemplate(value) ? value : undefined;
}

function captureArguments(args: YamlMapping, settings: TestSettings): Result<Captured> {
  const found = collect(
    [...templatesIn(args)].map((text) => {
      const template = parseTemplate(new SourceText('', text));
      return template.ok ? capture(template.value, settings) : template;
    }),
  );
  if (!found.ok) return found;
  return ok({
    refs: found.value.flatMap((captured) => captured.refs),
    sources: found.value.flatMap((captured) => captured.sources),
    config: [],
    macros: [],
  });
}

function* templatesIn(value: YamlValue): Generator<string> {
  const template = argumentTemplate(value);
  if (template !== undefined) yield template;
  else if (typeof value === 'object' && value !== null)
    for (const item of Object.values(value)) yield* templatesIn(item);
}

function captureMacro(name: string, settings: TestSettings): Result<Captured> {
  const entry = settings.macros.get(name)!;
  return capture(entry.template, settings, entry.definition.name);
}
