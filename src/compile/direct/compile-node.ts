import {
  type Diagnostic,
  didYouMean,
  error,
  fail,
  type Location,
  ok,
  type Result,
  SourceText,
} from '../../base/index.ts';
import {
  type MacroEntry,
  type MacroLookup,
  type ManifestNode,
  type ModelNode,
  type TestNode,
  unknownTest,
} from '../../manifest/index.ts';
import {
  callValue,
  renderNative,
  type Template,
  TemplateError,
  toText,
  type Value,
} from '../../template/index.ts';
import { type NamedQuery, withQueries } from '../common-table-expressions.ts';
import type { EffectLog } from '../effects.ts';
import type { SqlText } from '../sql-text.ts';
import { argumentValue } from './argument-value.ts';
import { valuesOf } from './context/values.ts';
import { guardedIn, undefinedIn } from './guarded-in.ts';
import { renderedTemplate } from './rendered-template.ts';
import { Rendering, type RenderingOptions } from './rendering.ts';
import type { DirectSettings } from './settings.ts';
import type { Settled } from './settle.ts';

/** Renders a node's query: the relations are printed as they are, ephemeral models are put in front. */
export function compileNode(
  node: ManifestNode,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions = {},
): Settled<SqlText> {
  const rendering = Rendering.goingOn(log, () => new Rendering(settings, node, log, valuesOf, options));
  const query = queryOf(node, rendering);
  return { result: query.ok ? withEphemeral(query.value, rendering) : query, rendering };
}

/** Renders a template that is no node's: `--inline`, an operation. */
export function compileText(
  template: Template,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions = {},
): Settled<SqlText> {
  const rendering = Rendering.goingOn(log, () => new Rendering(settings, undefined, log, valuesOf, options));
  const query = renderedTemplate(template, rendering);
  return { result: query.ok ? withEphemeral(query.value, rendering) : query, rendering };
}

function queryOf(node: ManifestNode, rendering: Rendering): Result<SqlText> {
  switch (node.resource) {
    case 'model':
      if (node.language === 'python') return fail(notPython(node));
      return renderedTemplate(node.template, rendering);
    case 'snapshot':
    case 'analysis':
    case 'operation':
      return renderedTemplate(node.template, rendering);
    case 'test':
      return node.test.kind === 'singular'
        ? renderedTemplate(node.test.template, rendering)
        : genericTest(node, rendering);
    default:
      return ok({ text: '', locate: () => undefined });
  }
}

const notPython = (node: ModelNode) =>
  error('A3032', `${node.name} is written in Python, which Assay does not run`, {
    location: { file: node.path },
    hint: 'rewrite it in SQL, or disable it: the rest of the project runs without it',
  });

/** A generic test is a macro, called with the arguments that are declared. */
function genericTest(node: TestNode, rendering: Rendering): Result<SqlText> {
  if (node.test.kind !== 'generic') throw new Error(`${node.id} is no generic test`);
  const { macroId, macro, name } = node.test;
  const { macros } = rendering.settings.manifest;
  const entry =
    (macroId === undefined ? undefined : macros.byId(macroId)) ?? macros.anywhere(macro ?? `test_${name}`);
  if (entry === undefined) return fail(unknownTest(node.test, node.locate(), macros));
  const location = node.locate();
  const args = argumentsOf(node, rendering, location);
  if (!args.ok) return args;
  const { value } = args;
  const called = guardedIn(rendering, () => toText(callValue(rendering.scope.callable(entry), [], value)));
  if (!called.ok) return called;
  return ok({ text: called.value, locate: () => location });
}

/** Evaluated once: a rendering that goes on has them. */
const knownArguments = new WeakMap<Rendering, ReadonlyMap<string, Value>>();

function argumentsOf(
  node: TestNode,
  rendering: Rendering,
  location: Location,
): Result<ReadonlyMap<string, Value>> {
  if (node.test.kind !== 'generic') throw new Error(`${node.id} is no generic test`);
  const known = knownArguments.get(rendering);
  if (known !== undefined) return ok(known);
  const args = new Map<string, Value>();
  const model = evaluated(node.test.model ?? '', rendering, location);
  if (!model.ok) return model;
  args.set('model', model.value);
  if (node.test.column !== undefined) args.set('column_name', node.test.column);
  for (const [key, given] of Object.entries(node.test.arguments)) {
    const value = argumentValue(given, (text) => evaluated(text, rendering, location));
    if (!value.ok) return value;
    args.set(key, value.value);
  }
  knownArguments.set(rendering, args);
  return ok(args);
}

/** An argument's template; an error in it is where the test is declared. */
function evaluated(text: string, rendering: Rendering, location: Location): Result<Value> {
  const options = { ...undefinedIn(rendering), textOfConstants: true };
  const value = renderNative(new SourceText(location.file, text), rendering.scope, options);
  return value.ok ? value : fail(...value.diagnostics.map((each) => ({ ...each, location })));
}

/** Puts the queries of the ephemeral models that were read in front, those that they read themselves before them. */
function withEphemeral(query: SqlText, rendering: Rendering): Result<SqlText> {
  const named = new Map<string, NamedQuery>();
  const failed = collectEphemeral(rendering, named, new Set());
  return failed ?? ok(withQueries(query, [...named.values()]));
}

function collectEphemeral(
  rendering: Rendering,
  named: Map<string, NamedQuery>,
  open: Set<string>,
): Result<never> | undefined {
  for (const node of rendering.ephemeral.values()) {
    const name = `__dbt__cte__${node.relation.identifier}`;
    if (named.has(name) || open.has(name)) continue;
    open.add(name);
    const inner = new Rendering(rendering.settings, node, rendering, valuesOf, ephemeralOptions(rendering));
    const query = renderedTemplate(node.template, inner);
    if (!query.ok) return query;
    const failed = collectEphemeral(inner, named, open);
    if (failed !== undefined) return failed;
    named.set(name, { name, query: query.value });
  }
  return undefined;
}

const ephemeralOptions = ({ options }: Rendering): RenderingOptions =>
  options.batch === undefined ? {} : { batch: options.batch };

/** Calls a macro and gives its value, as nodes are built: with the node's names, and the SQL it was compiled to. */
export function callMaterialization(
  node: ManifestNode,
  materialization: string,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions,
): Settled<Value> {
  const rendering = Rendering.goingOn(log, () => new Rendering(settings, node, log, valuesOf, options));
  const { macros } = settings.manifest;
  const entry = macros.materialization(materialization);
  const result =
    entry === undefined
      ? fail(unknownMaterialization(materialization, node, macros))
      : guardedIn(rendering, () => rendering.callEntry(entry));
  return { result, rendering };
}

function unknownMaterialization(name: string, node: ManifestNode, macros: MacroLookup): Diagnostic {
  const known = [...macros.all()].flatMap(({ kind, definition }) =>
    kind === 'materialization' ? [definition.name] : [],
  );
  return error('A2036', `there is no materialization '${name}'`, {
    location: node.locate(),
    hint: didYouMean(name, known) ?? `use one of ${[...new Set(known)].sort().join(', ')}`,
  });
}

/** Calls a macro by itself, as `run-operation` does. */
export function callOperation(
  entry: MacroEntry,
  kwargs: ReadonlyMap<string, Value>,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions = {},
): Settled<Value> {
  const rendering = Rendering.goingOn(
    log,
    () => new Rendering(settings, undefined, log, valuesOf, { ...options, macro: entry }),
  );
  const result = guardedIn(rendering, () => callValue(rendering.scope.callable(entry), [], kwargs));
  return { result, rendering };
}

/** Calls a macro with the names of a node, or of none. */
export function callMacroOf(
  name: string,
  kwargs: ReadonlyMap<string, Value>,
  node: ManifestNode | undefined,
  settings: DirectSettings,
  log: EffectLog,
  options: RenderingOptions,
): Settled<Value> {
  const rendering = Rendering.goingOn(log, () => new Rendering(settings, node, log, valuesOf, options));
  const result = guardedIn(rendering, () => {
    const entry = settings.manifest.macros.anywhere(name);
    if (entry === undefined) throw new TemplateError('A3002', `there is no macro '${name}'`);
    return callValue(rendering.scope.callable(entry), [], kwargs);
  });
  return { result, rendering };
}
