import { SourceText } from '../base/index.ts';
import type { MacroEntry, MacroLookup, Manifest, ManifestNode } from '../manifest/index.ts';
import { bodyOf, type MacroCall, parseTemplate, type Template } from '../template/index.ts';
import { templateMeaning } from './template-meaning.ts';
import { writtenTexts } from './written-texts.ts';

/**
 * The macros that a node uses, also through other macros, by id, each with the hash of its source by meaning. What
 * stands in a branch that is not taken is used too: another target may take it.
 */
export function macrosUsed(node: ManifestNode, { macros }: Pick<Manifest, 'macros'>): Record<string, string> {
  const used = macrosBelow(calledBy(node, macros), macros).map(
    (macro) => [macro.id, meaningOfMacro(macro)] as const,
  );
  return Object.fromEntries(used.sort(([one], [other]) => (one < other ? -1 : 1)));
}

/**
 * Macros, and those that they use.
 *
 * @param isLeft macros that are left out with all that they use
 */
export function macrosBelow(
  macros: Iterable<MacroEntry>,
  lookup: MacroLookup,
  isLeft: (macro: MacroEntry) => boolean = () => false,
): MacroEntry[] {
  const found = new Map<string, MacroEntry>();
  const waiting = [...macros];
  for (let macro = waiting.pop(); macro !== undefined; macro = waiting.pop()) {
    if (found.has(macro.id) || isLeft(macro)) continue;
    found.set(macro.id, macro);
    waiting.push(...calledByMacro(macro, lookup));
  }
  return [...found.values()];
}

/** A macro is asked for by many nodes. */
const meanings = new WeakMap<MacroEntry, string>();

/** The hash of a macro's source by meaning, with what its file sets for all that is in it. */
export function meaningOfMacro(macro: MacroEntry): string {
  let meaning = meanings.get(macro);
  if (meaning === undefined) {
    meaning = templateMeaning(macro.template, macro.definition);
    meanings.set(macro, meaning);
  }
  return meaning;
}

/** The macros that a node calls itself. */
export function calledBy(node: ManifestNode, macros: MacroLookup): readonly MacroEntry[] {
  const known = node.dependsOn.macros.flatMap((id) => macros.byId(id) ?? []);
  const own = templatesOf(node).flatMap((template) => calledIn(template, node.package, macros));
  const tested =
    node.resource === 'test' && node.test.kind === 'generic' && node.test.macro !== undefined
      ? [macros.test(node.test.name, node.package, node.test.namespace)]
      : [];
  return [...known, ...own, ...tested.filter((macro) => macro !== undefined)];
}

const callees = new WeakMap<MacroEntry, readonly MacroEntry[]>();

function calledByMacro(macro: MacroEntry, macros: MacroLookup): readonly MacroEntry[] {
  let called = callees.get(macro);
  if (called === undefined) {
    const { template, definition, package: from } = macro;
    const params = new Set(definition.params.map(({ name }) => name));
    const calls = template.macroCalls.filter(({ inside }) => inside === definition.name);
    const body = bodyOf(template, definition);
    called = [...byCall(calls, from, macros), ...byName(body.names, from, macros)].filter(
      ({ name }) => !params.has(name),
    );
    callees.set(macro, called);
  }
  return called;
}

const calledIn = (template: Template, from: string, macros: MacroLookup): MacroEntry[] => [
  ...byCall(template.macroCalls, from, macros),
  ...byName(template.names, from, macros),
];

const byCall = (calls: readonly MacroCall[], from: string, macros: MacroLookup): MacroEntry[] =>
  calls.flatMap(({ name, dispatched }) => {
    if (dispatched !== undefined) return macros.dispatch(dispatched[0], dispatched[1], from).macro ?? [];
    const dot = name.indexOf('.');
    return dot === -1 ? [] : (macros.namespace(name.slice(0, dot))?.get(name.slice(dot + 1)) ?? []);
  });

/** A macro can also be handed on as a value. */
const byName = (names: Iterable<string>, from: string, macros: MacroLookup): MacroEntry[] =>
  [...names].flatMap((name) => macros.find(name, from) ?? []);

/**
 * The templates that a node is made of: its own, and those in its configs and arguments.
 *
 * @param isWanted which of the latter are to be parsed, by their texts
 */
export function templatesOf(
  node: ManifestNode,
  isWanted: (text: string) => boolean = () => true,
): readonly Template[] {
  const own =
    'template' in node
      ? [node.template]
      : node.resource === 'test' && node.test.kind === 'singular'
        ? [node.test.template]
        : [];
  const others = writtenTexts(node).flatMap((text) => {
    if (!isWanted(text)) return [];
    const parsed = parseTemplate(new SourceText('', text));
    return parsed.ok ? [parsed.value] : [];
  });
  return [...own, ...others];
}
