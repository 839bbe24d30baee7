import { groupBy } from '../../base/index.ts';
import type { MacroEntry, MacroLookup, Manifest } from '../../manifest/index.ts';
import { isMapping, type YamlMapping } from '../../project/index.ts';
import type { MacroCall, Template } from '../../template/index.ts';
import { docs, patchPath } from './node-fields.ts';
import type { ManifestMeta } from './surroundings.ts';

type Argument = NonNullable<MacroEntry['described']>['arguments'][number];

export function macroData(
  macro: MacroEntry,
  { macros }: Manifest,
  meta: ManifestMeta,
): Record<string, unknown> {
  const { definition, template, described } = macro;
  const { complete } = meta;
  const own = (complete && configOf(described, 'meta')) || {};
  const shown = complete && described !== undefined ? { ...docs, ...configOf(described, 'docs') } : docs;
  return {
    name: macro.id.slice(macro.id.lastIndexOf('.') + 1),
    resource_type: 'macro',
    package_name: macro.package,
    path: macro.path,
    original_file_path: macro.path,
    unique_id: macro.id,
    macro_sql: template.source.text.slice(definition.start, definition.end),
    depends_on: { macros: calledFrom(macro, macros) },
    description: macro.description,
    meta: own,
    docs: shown,
    patch_path: complete && described !== undefined ? patchPath(described.file, meta) : null,
    arguments: complete ? (described?.arguments ?? []).map(argumentData) : [],
    created_at: 0,
    supported_languages: complete && macro.kind === 'materialization' ? ['sql'] : null,
    ...(complete && { config: { meta: own, docs: shown } }),
  };
}

const argumentData = ({ name, type, description }: Argument): Record<string, unknown> => ({
  name,
  type: type ?? null,
  description,
});

function calledFrom(macro: MacroEntry, macros: MacroLookup): readonly string[] {
  const found = new Set<string>();
  for (const call of callsIn(macro.template).get(macro.definition.name) ?? []) {
    const id = calledMacro(call, macro, macros)?.id;
    if (id !== undefined) found.add(id);
  }
  return [...found];
}

/** The calls of a file by the definition that they stand in: some files have a hundred. */
function callsIn(template: Template): ReadonlyMap<string | undefined, readonly MacroCall[]> {
  let calls = known.get(template);
  if (calls === undefined) {
    calls = groupBy(template.macroCalls, ({ inside }) => inside);
    known.set(template, calls);
  }
  return calls;
}

const known = new WeakMap<Template, ReadonlyMap<string | undefined, readonly MacroCall[]>>();

/** The macro that a call means: by its name, that of its package and its own, or what `adapter.dispatch` finds. */
function calledMacro(
  { name, dispatched }: MacroCall,
  { package: from }: MacroEntry,
  macros: MacroLookup,
): MacroEntry | undefined {
  if (dispatched !== undefined) return macros.dispatch(dispatched[0], dispatched[1], from).macro;
  const dot = name.indexOf('.');
  return dot === -1
    ? macros.find(name, from)
    : macros.namespace(name.slice(0, dot))?.get(name.slice(dot + 1));
}

function configOf(described: MacroEntry['described'], key: string): YamlMapping | undefined {
  const value = described?.config.findLast((entry) => entry.key === key)?.value;
  return isMapping(value) ? value : undefined;
}
