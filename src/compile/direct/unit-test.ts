import {
  type Diagnostic,
  error,
  fail,
  type NodeId,
  ok,
  type RelationName,
  type Result,
} from '../../base/index.ts';
import {
  fromYaml,
  type ManifestNode,
  type ModelNode,
  type UnitTestInput,
  type UnitTestNode,
} from '../../manifest/index.ts';
import type { YamlMapping } from '../../project/index.ts';
import {
  callValue,
  HostFunction,
  PyDict,
  type PyObject,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import { type NamedQuery, withQueries } from '../common-table-expressions.ts';
import type { EffectLog } from '../effects.ts';
import type { SqlText } from '../sql-text.ts';
import { valuesOf } from './context/values.ts';
import { guardedIn } from './guarded-in.ts';
import { overriddenMacros } from './overridden-macros.ts';
import { renderedTemplate } from './rendered-template.ts';
import { Rendering, type RenderingOptions } from './rendering.ts';
import type { DirectSettings } from './settings.ts';
import type { Settled } from './settle.ts';

/** Renders the query of the tested model over the rows that the test gives. */
export function compileUnitTest(
  node: UnitTestNode,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions,
): Settled<SqlText> {
  const tested = settings.manifest.nodes.get(node.tested) as ModelNode;
  const names = inputNames(node, settings);
  const rendering = new Rendering(settings, node, log, valuesOf, {
    ...options,
    ...unitTestOptions(node, settings),
    inputs: names,
    values: overriddenValues(node, names.get(tested.id), settings),
    wrap: overriddenMacros(node.overrides?.macros ?? {}, settings, node.package),
  });
  const unknown = unknownInputs(node, settings);
  if (unknown.length > 0) return { result: fail(...unknown), rendering };
  const query = renderedTemplate(tested.template, rendering);
  if (!query.ok) return { result: query, rendering };
  const inputs = inputQueries(node, rendering, names);
  const result = inputs.ok ? ok(withQueries(query.value, inputs.value)) : inputs;
  return { result, rendering };
}

/** What the test is to its templates: where it would be built, and what it expects. */
export function unitTestOptions(
  node: UnitTestNode,
  settings: DirectSettings,
): Pick<RenderingOptions, 'own' | 'config' | 'model'> {
  const tested = settings.manifest.nodes.get(node.tested) as ModelNode;
  const { format, rows } = node.expect;
  const name = node.version === undefined ? node.name : `${node.name}_v${node.version}`;
  return {
    own: { ...tested.relation, identifier: name },
    config: new Map<string, Value>([
      ['materialized', 'unit'],
      ['expected_rows', format === 'sql' ? [] : ((rows as readonly YamlMapping[]) ?? []).map(fromYaml)],
      ['expected_sql', format === 'sql' ? String(rows) : null],
    ]),
    model: new Map<string, Value>([
      ['resource_type', 'unit_test'],
      ['name', name],
      ['alias', name],
      ['schema', tested.relation.schema],
      ['database', tested.relation.database ?? settings.project.target.profile?.database ?? null],
    ]),
  };
}

/** Inputs that the project does not have. */
const unknownInputs = (test: UnitTestNode, { manifest }: DirectSettings): Diagnostic[] =>
  test.given
    .filter(({ input, node }) => (node === undefined ? input.trim() !== 'this' : !manifest.nodes.has(node)))
    .map(({ input }) =>
      error('A2311', `the unit test '${test.name}' has the input ${input}, which there is not`, {
        location: test.locate(),
        hint: 'an input is a model, seed, snapshot or source of the project, or this',
      }),
    );

/** The names of the inputs as common table expressions, by what they stand for. */
function inputNames(node: UnitTestNode, { manifest }: DirectSettings): ReadonlyMap<NodeId, string> {
  return new Map(
    node.given.flatMap(({ node: id = node.tested }) => {
      const input = manifest.nodes.get(id);
      return input === undefined ? [] : [[id, `__dbt__cte__${inputName(input)}`] as const];
    }),
  );
}

const inputName = (node: ManifestNode): string =>
  node.resource === 'source'
    ? `${node.sourceName}__${node.name}`
    : 'relation' in node
      ? node.relation.identifier
      : node.name;

/** The queries of the inputs that the model reads. */
function inputQueries(
  test: UnitTestNode,
  rendering: Rendering,
  names: ReadonlyMap<NodeId, string>,
): Result<NamedQuery[]> {
  const queries: NamedQuery[] = [];
  // Of two inputs that stand for the same the later one counts.
  for (const [id, input] of new Map(test.given.map((each) => [each.node ?? test.tested, each]))) {
    const node = rendering.settings.manifest.nodes.get(id);
    if (node === undefined) continue;
    if (id !== test.tested && !rendering.read.has(id)) continue;
    const query = inputQuery(node, input, rendering);
    if (!query.ok) return query;
    queries.push({ name: names.get(id)!, query: query.value });
  }
  return ok(queries);
}

function inputQuery(node: ManifestNode, input: UnitTestInput, test: Rendering): Result<SqlText> {
  const { settings } = test;
  const own = relationOfInput(node);
  const rendering = new Rendering(settings, node, test, valuesOf, {
    ...(own !== undefined && { own }),
    config: new Map([['materialized', 'ephemeral']]),
  });
  const location = test.node!.locate();
  const { rows } = input;
  const result = guardedIn(rendering, () => {
    if (typeof rows === 'string') return rows;
    const entry = settings.manifest.macros.find('get_fixture_sql', rendering.packageName);
    if (entry === undefined) throw new TemplateError('A3002', 'there is no macro get_fixture_sql');
    const given = (rows ?? []).map(fromYaml);
    return toText(callValue(rendering.scope.callable(entry), [given, null], new Map()));
  });
  return result.ok
    ? ok({ text: result.value, locate: () => location })
    : fail(...result.diagnostics.map((each) => ({ ...each, location })));
}

const relationOfInput = (node: ManifestNode): RelationName | undefined =>
  node.resource === 'source' && node.from.kind === 'table' ? node.from.relation : undefined;

/** `this`, `var` and `env_var` as the test has them. */
function overriddenValues(
  node: UnitTestNode,
  own: string | undefined,
  settings: DirectSettings,
): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>([['this', own ?? null]]);
  const globals = settings.globals(node.package);
  for (const [name, given] of [
    ['var', node.overrides?.vars],
    ['env_var', node.overrides?.envVars],
  ] as const) {
    const before = globals.get(name);
    const overrides = fromYaml(given ?? {});
    if (before !== undefined && overrides instanceof PyDict && overrides.size > 0)
      values.set(name, overriddenFunction(name, before, overrides));
  }
  return values;
}

function overriddenFunction(name: string, before: Value, overrides: PyDict): PyObject {
  return {
    typeName: 'Var',
    call: (args, kwargs) => {
      const key = args[0] ?? kwargs.get('var_name') ?? kwargs.get('var') ?? null;
      const found = overrides.get(key);
      return found === undefined ? callValue(before, args, kwargs) : found;
    },
    getAttr: (attribute) => {
      if (attribute !== 'has_var') return undefined;
      return new HostFunction(`${name}.has_var`, ([key = null]) => {
        if (overrides.has(key)) return true;
        const known =
          typeof before === 'object' && before !== null && !Array.isArray(before)
            ? before.getAttr?.('has_var')
            : undefined;
        return known === undefined ? false : callValue(known, [key], new Map());
      });
    },
  };
}
