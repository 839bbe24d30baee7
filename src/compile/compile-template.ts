import { type Failed, fail, type Location, ok, type Result, SourceText } from '../base/index.ts';
import { type MacroEntry, type MacroView, type ManifestNode, Scope } from '../manifest/index.ts';
import {
  parseTemplate,
  type Rendered,
  render,
  renderNative,
  type Template,
  type Value,
} from '../template/index.ts';
import { nodeGlobals } from './globals/index.ts';
import type { Query } from './query.ts';
import type { CompileSettings } from './settings.ts';
import type { SqlText } from './sql-text.ts';
import { Symbols } from './symbols.ts';

/** Renders a node's template, or one that belongs to no node (a run's hook, `--inline`); its relations come out as symbols. */
export function compileTemplate(
  template: Template,
  node: ManifestNode | undefined,
  settings: CompileSettings,
  symbols: Symbols = new Symbols(),
): Result<Query> {
  const scope = scopeOf(node, symbols, settings);
  const rendered = render(template, scope, { undefined: settings.undefinedValues, trace: true });
  return rendered.ok ? ok({ sql: traced(rendered.value), symbols }) : rendered;
}

/**
 * Renders text that is not a file of its own: a hook, a `where`. Errors are at `location`.
 *
 * @param symbols those of the text that it becomes a part of
 */
export function compileText(
  text: string,
  node: ManifestNode | undefined,
  settings: CompileSettings,
  location: Location,
  symbols: Symbols = new Symbols(),
): Result<Query> {
  const template = parseTemplate(new SourceText(location.file, text));
  const query = template.ok ? compileTemplate(template.value, node, settings, symbols) : template;
  return query.ok
    ? ok({ sql: { text: query.value.sql.text, locate: () => location }, symbols: query.value.symbols })
    : moved(query, location);
}

/** Calls a macro of the project with arguments that are made with the node's own names and symbols. */
export function compileMacro(
  entry: MacroEntry,
  args: (symbols: Symbols, evaluate: (text: string) => Result<Value>) => Result<ReadonlyMap<string, Value>>,
  node: ManifestNode,
  settings: CompileSettings,
): Result<Query> {
  const symbols = new Symbols();
  const scope = scopeOf(node, symbols, settings);
  const given = args(symbols, (text) => evaluate(text, scope, settings, node));
  if (!given.ok) return given;
  const call = `{{ ${entry.name}(${[...given.value.keys()].map((name) => `${name}=${name}`).join(', ')}) }}`;
  const template = parseTemplate(new SourceText(entry.path, call));
  if (!template.ok) return template;
  const own = new Map([...nodeGlobals(node, symbols, settings), ...given.value]);
  const names = new Scope(own, settings.shared, macrosFor(node, settings));
  const rendered = render(template.value, names, { undefined: settings.undefinedValues });
  if (!rendered.ok) return rendered;
  return ok({ sql: { text: rendered.value.text, locate: () => node.locate() }, symbols });
}

/** Evaluates an argument's template, keeping the type of a single expression; relations come out as symbols. */
export function evaluateArgument(
  text: string,
  node: ManifestNode,
  symbols: Symbols,
  settings: CompileSettings,
): Result<Value> {
  return evaluate(text, scopeOf(node, symbols, settings), settings, node);
}

function evaluate(text: string, scope: Scope, settings: CompileSettings, node: ManifestNode): Result<Value> {
  const value = renderNative(new SourceText('', text), scope, { undefined: settings.undefinedValues });
  return value.ok ? value : moved(value, node.locate());
}

const moved = (failed: Failed, location: Location): Failed =>
  fail(...failed.diagnostics.map((diagnostic) => ({ ...diagnostic, location })));

const scopeOf = (node: ManifestNode | undefined, symbols: Symbols, settings: CompileSettings): Scope =>
  new Scope(nodeGlobals(node, symbols, settings), settings.shared, macrosFor(node, settings));

const macrosFor = (node: ManifestNode | undefined, { manifest }: CompileSettings): MacroView =>
  manifest.macros.seenFrom(node?.package ?? manifest.project.name);

const traced = (rendered: Rendered): SqlText => ({
  text: rendered.text,
  locate: (offset, length = 1) => {
    const origin = rendered.map(offset);
    return origin?.source.location(origin.offset, origin.offset + (origin.verbatim ? length : 1));
  },
});
