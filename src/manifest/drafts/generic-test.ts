import { ok, type Result, type Writable } from '../../base/index.ts';
import type { ConfigLayer, YamlMapping } from '../../project/index.ts';
import { mergeCalls } from '../config-calls.ts';
import type { GenericTest, TestNode } from '../nodes.ts';
import { renderLayers } from '../render-config.ts';
import type { DeclaredTest } from './declared-test.ts';
import { type Draft, nothingCaptured } from './draft.ts';
import { failuresOf } from './failures-of.ts';
import { findTest } from './find-test.ts';
import { resolveConfig } from './resolve-config.ts';
import { captureTest, captureTestByRendering, isPlain } from './test-captured.ts';
import { modelTemplate, testHash, testName } from './test-name.ts';
import type { TestSettings } from './test-settings.ts';

export function draftTest(declared: DeclaredTest, settings: TestSettings): Result<Draft<TestNode>> {
  const { properties, on, column } = declared;
  const { owner } = settings;
  const found = findTest(declared, settings);
  if (!found.ok) return found;
  const macro = found.value;
  const args = column === undefined ? properties.arguments : { column_name: column, ...properties.arguments };
  const { full, short } = testName(properties, declared, args);
  const name = properties.name ?? full;
  const fqn = [owner.name, ...declared.folders, name];
  const id = `test.${owner.name}.${name}.${testHash(name, properties, declared, args)}`;
  const identity = { id, name, path: declared.file, fqn };
  const byRendering = settings.project.policies.capture === 'rendered';
  const captured = byRendering
    ? captureTestByRendering(declared, macro, identity, settings)
    : captureTest(properties, macro, settings);
  if (!captured.ok) return captured;
  const given = renderLayers([properties.config], {
    ...settings,
    textOfConstants: byRendering,
    wholeOnly: byRendering,
  });
  if (!given.ok) return given;
  const [own = []] = given.value;
  const resolved = byRendering
    ? resolveConfig(
        'tests',
        fqn,
        [],
        { config: configOf(own, macro !== undefined && isPlain(macro) ? undefined : captured.value.config) },
        settings,
      )
    : resolveConfig('tests', fqn, [own], nothingCaptured, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.test(resolved.value.merged);
  if (!config.ok) return config;
  const isCut = properties.name === undefined && short !== full;
  const alias = config.value.alias ?? (isCut ? short : undefined);
  const withAlias = alias === undefined ? config.value : { ...config.value, alias };
  const storedIn = failuresOf(identity, withAlias, settings);
  if (!storedIn.ok) return storedIn;
  const test: Writable<GenericTest> = {
    kind: 'generic',
    name: properties.test,
    arguments: properties.arguments,
    attachedTo: on.id,
  };
  if (properties.namespace !== undefined) test.namespace = properties.namespace;
  if (column !== undefined) test.column = column;
  if (macro !== undefined) {
    test.macro = macro.name;
    test.macroId = macro.id;
  }
  const node: Writable<TestNode> = {
    id,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path: declared.file,
    fqn,
    resource: 'test',
    description: properties.description,
    locate: () => properties.locate(),
    locateConfig: (key) => resolved.value.merged.find((entry) => entry.key === key)?.locate(),
    dependsOn: { nodes: byRendering ? [] : [on.id], macros: [] },
    unrenderedConfig: byRendering
      ? () => ({ ...resolved.value.unrendered(), ...(alias !== undefined && { alias }) })
      : resolved.value.unrendered,
    config: withAlias,
    storedIn: storedIn.value,
    test,
  };
  if (declared.tags.length > 0) node.inheritedTags = declared.tags;
  if ('group' in on && on.group !== undefined) node.group = on.group;
  if (byRendering) {
    test.model = modelTemplate(declared);
    node.declaredConfig = alias === undefined ? inOrder(own) : { ...inOrder(own), alias };
    if (isCut) node.fileName = short;
  }
  return ok({ node, captured: captured.value });
}

/** The order in which dbt writes the configs of a declared test behind the call of its macro. */
const order = [
  'severity',
  'tags',
  'enabled',
  'where',
  'limit',
  'warn_if',
  'error_if',
  'fail_calc',
  'store_failures',
  'store_failures_as',
  'meta',
  'database',
  'schema',
  'alias',
];

/** What the declaration itself says, templates evaluated. */
function inOrder(own: ConfigLayer): YamlMapping {
  const given = new Map(own.map(({ key, value }) => [key, value]));
  const sorted = [...order.filter((key) => given.has(key)), ...given.keys()];
  return Object.fromEntries(
    sorted.flatMap((key) => {
      const value = given.get(key);
      return value === undefined || value === null ? [] : [[key, value] as const];
    }),
  );
}

/**
 * The config of a test whose macro configures it: what is declared, what the macro says, and what is declared once more,
 * since in dbt the call of the macro stands before the test's own `config()`.
 */
const configOf = (own: ConfigLayer, ofMacro: ConfigLayer | undefined): ConfigLayer =>
  ofMacro === undefined ? own : mergeCalls([own, ofMacro, own].filter((layer) => layer.length > 0));
