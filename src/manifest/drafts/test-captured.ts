import { collect, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import { isMapping, isSequence, type TestProperties, type YamlValue } from '../../project/index.ts';
import {
  compiledExpression,
  PyDict,
  PyTuple,
  parseTemplate,
  renderNative,
  type Value,
} from '../../template/index.ts';
import { capture } from '../capture.ts';
import type { Captured } from '../captured.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroView } from '../macro-lookup.ts';
import { readCalls } from '../parsing/capture-rendered.ts';
import { parsingOptions, renderInParsing } from '../parsing/render-in-parsing.ts';
import { placed } from '../placed.ts';
import type { Scope } from '../scope.ts';
import { fromYaml } from '../yaml-values.ts';
import { inParsing } from './capture-node.ts';
import type { DeclaredTest } from './declared-test.ts';
import { type DraftSettings, nothingCaptured } from './draft.ts';
import { argumentTemplate } from './test-arguments.ts';
import type { TestSettings } from './test-settings.ts';

/** What a test's arguments and its macro ask for, as it stands there. */
export function captureTest(
  properties: TestProperties,
  macro: MacroEntry | undefined,
  settings: DraftSettings,
): Result<Captured> {
  const captured = captureArguments(properties, settings);
  if (!captured.ok || macro === undefined) return captured;
  const inMacro = capture(macro.template, settings, macro.definition.name);
  if (!inMacro.ok) return inMacro;
  return ok({
    refs: [...captured.value.refs, ...inMacro.value.refs],
    sources: [...captured.value.sources, ...inMacro.value.sources],
    config: [],
    macros: [macro.id],
  });
}

/** What the arguments ask for; what is wrong in one of them is at its place. */
function captureArguments(properties: TestProperties, settings: DraftSettings): Result<Captured> {
  const asking: Result<Captured>[] = [];
  for (const name of Object.keys(properties.arguments))
    for (const text of templatesIn(properties.arguments[name]!))
      asking.push(captureText(text, () => properties.locate(name), settings));
  if (asking.length === 0) return ok(nothingCaptured);
  const found = collect(asking);
  if (!found.ok) return found;
  return ok({
    refs: found.value.flatMap((captured) => captured.refs),
    sources: found.value.flatMap((captured) => captured.sources),
    config: [],
    macros: [],
  });
}

function captureText(text: string, locate: () => Location, settings: DraftSettings): Result<Captured> {
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

function templatesIn(value: YamlValue, found: string[] = []): readonly string[] {
  const template = argumentTemplate(value);
  if (template !== undefined) found.push(template);
  else if (isSequence(value)) for (const item of value) templatesIn(item, found);
  else if (isMapping(value)) for (const item of Object.values(value)) templatesIn(item, found);
  return found;
}

interface Identified {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly fqn: readonly string[];
}

/** Whether dbt knows what a test asks for without rendering it. */
export const isPlain = ({ id }: MacroEntry): boolean =>
  id === 'macro.dbt.test_not_null' || id === 'macro.dbt.test_unique';

/** What a test asks for when its macro is called with its arguments, as dbt does while parsing. */
export function captureTestByRendering(
  declared: DeclaredTest,
  macro: MacroEntry | undefined,
  identity: Identified,
  settings: TestSettings,
): Result<Captured> {
  const { properties, on, column, version } = declared;
  if (macro !== undefined && isPlain(macro)) return ok({ ...askForRelation(declared), macros: [macro.id] });
  const { macros, owner } = settings;
  const isOwn = macro === undefined || macros.isBuiltIn(macro);
  const view = macros.seenFrom(isOwn ? owner.name : macro.package, true);
  const counted = countedMacros(properties, macro, view, settings);
  const read = macro && readTest(declared, macro, view, settings);
  if (read !== undefined) return ok({ ...read, macros: counted });
  const { alike } = settings;
  const key = macro && alike.keyOf(declared, macro, view, settings);
  if (key !== undefined && alike.areModest(key))
    return ok({ ...askForRelation(asText(declared)), macros: counted });
  const node = inParsing('test', identity, nothing, settings);
  const found = renderInParsing(
    node,
    settings,
    (scope) => {
      const args = givenArguments(properties, column, scope);
      if (!args.ok) return args;
      if (macro !== undefined) scope.define('test_macro', scope.callable(macro));
      scope.define('test_arguments', new PyDict([...args.value]));
      const names = on.resource === 'source' ? [on.sourceName, on.name] : [on.name];
      scope.define('tested', new PyTuple(names));
      scope.define('pinned', new PyDict(version === undefined ? [] : [['version', String(version)]]));
      const evaluate = calls[on.resource === 'source' ? 'source' : 'ref'];
      return (macro === undefined ? evaluate.alone : evaluate.call)(scope, parsingOptions);
    },
    view,
  );
  if (!found.ok) return fail(...found.diagnostics.map((each) => placed(each, () => properties.locate())));
  if (key !== undefined) alike.note(key, found.value);
  const at = { locate: () => properties.locate() };
  return ok({
    refs: found.value.refs.map((ref) => ({ ...ref, ...at })),
    sources: found.value.sources.map((source) => ({ ...source, ...at })),
    config: found.value.config,
    macros: counted,
  });
}

/**
 * The macros that dbt says a test depends on: the one of its name as its package sees it, be that another than is asked for
 * with `package.name`, and what adds the `where`; none of its arguments.
 */
function countedMacros(
  { test }: TestProperties,
  macro: MacroEntry | undefined,
  view: MacroView,
  { macros, owner }: DraftSettings,
): string[] {
  const own = macro && (macros.test(test, owner.name) ?? macro).id;
  const where = view.find('get_where_subquery')?.id;
  return [own, where].filter((id) => id !== undefined);
}

/** What a test asks for where its arguments are simple and its macro asks for nothing. */
function readTest(
  declared: DeclaredTest,
  macro: MacroEntry,
  view: MacroView,
  settings: DraftSettings,
): Captured | undefined {
  const { properties } = declared;
  const { silent, owner } = settings;
  const where = view.find('get_where_subquery');
  const asks = [macro, where].some(
    (entry) => entry === undefined || !silent.isSilent(entry, view, owner.name),
  );
  if (asks) return undefined;
  const names = new Set(macro.definition.params.map(({ name }) => name));
  const args = Object.entries(properties.arguments);
  if (!args.every(([name]) => names.has(name))) return undefined;
  const templates = args.flatMap(([name, value]) => (name === 'column_name' ? [] : [...templatesIn(value)]));
  const found: Captured[] = [];
  for (const text of templates) {
    const template = parseTemplate(new SourceText('', text));
    const read = template.ok ? readCalls(template.value, owner.name, settings) : undefined;
    if (read === undefined || read.config.length > 0) return undefined;
    found.push(read);
  }
  const at = { locate: () => properties.locate() };
  const own = askForRelation(asText(declared));
  return {
    refs: [...found.flatMap(({ refs }) => refs.map((ref) => ({ ...ref, ...at }))), ...own.refs],
    sources: [
      ...found.flatMap(({ sources }) => sources.map((source) => ({ ...source, ...at }))),
      ...own.sources,
    ],
    config: [],
    macros: [],
  };
}

/** What a test asks for that asks for nothing but the relation that it is on. */
function askForRelation({
  properties,
  on,
  version,
}: Pick<DeclaredTest, 'properties' | 'on' | 'version'>): Captured {
  const at = { locate: () => properties.locate() };
  if (on.resource === 'source')
    return { ...nothingCaptured, sources: [{ source: on.sourceName, table: on.name, ...at }] };
  return { ...nothingCaptured, refs: [{ name: on.name, ...(version !== undefined && { version }), ...at }] };
}

/** With the version as the template of the relation has it. */
const asText = ({ version, ...rest }: DeclaredTest) => ({
  ...rest,
  ...(version !== undefined && { version: String(version) }),
});

const nothing = new SourceText('', '');
/** The relation, which is what `modelTemplate` gives, and the test called with it. */
const overRelation = (relation: string) => ({
  alone: compiledExpression(`get_where_subquery(${relation})`),
  call: compiledExpression(`test_macro(model=get_where_subquery(${relation}), **test_arguments)`),
});
const calls = { ref: overRelation('ref(*tested, **pinned)'), source: overRelation('source(*tested)') };

/** The arguments with their templates evaluated; `column_name` has none. */
function givenArguments(
  properties: TestProperties,
  column: string | undefined,
  scope: Scope,
): Result<Map<string, Value>> {
  const given = new Map<string, Value>();
  const entries = Object.entries(properties.arguments);
  for (const [name, value] of entries) {
    const evaluated = name === 'column_name' ? ok(fromYaml(value)) : evaluate(value, scope);
    if (!evaluated.ok)
      return fail(...evaluated.diagnostics.map((each) => ({ ...each, location: properties.locate(name) })));
    given.set(name, evaluated.value);
  }
  if (column !== undefined && !given.has('column_name')) given.set('column_name', column);
  return ok(given);
}

function evaluate(value: YamlValue, scope: Scope): Result<Value> {
  const template = argumentTemplate(value);
  if (template !== undefined)
    return renderNative(new SourceText('', template), scope, { ...parsingOptions, textOfConstants: true });
  if (isSequence(value)) return collect(value.map((item) => evaluate(item, scope)));
  if (!isMapping(value)) return ok(fromYaml(value));
  const items = collect(
    Object.entries(value).map(([key, item]): Result<[Value, Value]> => {
      const evaluated = evaluate(item, scope);
      return evaluated.ok ? ok([key, evaluated.value]) : evaluated;
    }),
  );
  return items.ok ? ok(new PyDict(items.value)) : items;
}
