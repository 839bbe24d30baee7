import type { MacroEntry, Manifest } from '../../manifest/index.ts';
import { isMapping, type YamlMapping } from '../../project/index.ts';
import { docs } from './node-fields.ts';

export function macroData(
  macro: MacroEntry,
  { macros }: Manifest,
  complete: boolean,
): Record<string, unknown> {
  const { definition, template } = macro;
  const called = template.calls.filter(({ inside }) => inside === definition.name);
  const calls = new Set(called.flatMap(({ name }) => macros.find(name, macro.package)?.id ?? []));
  const data = {
    name: macro.id.slice(macro.id.lastIndexOf('.') + 1),
    resource_type: 'macro',
    package_name: macro.package,
    path: macro.path,
    original_file_path: macro.path,
    unique_id: macro.id,
    macro_sql: template.source.text.slice(definition.start, definition.end),
    depends_on: { macros: [...calls] },
    description: macro.description,
    meta: {},
    docs,
    patch_path: null,
    arguments: [],
    created_at: 0,
    supported_languages: null,
  };
  if (!complete) return data;
  const { described } = macro;
  const meta = configOf(described, 'meta') ?? {};
  const shown = { ...docs, ...configOf(described, 'docs') };
  return {
    ...data,
    meta,
    docs: shown,
    config: { meta, docs: shown },
    patch_path: described === undefined ? null : `${macro.package}://${described.file}`,
    arguments: (described?.arguments ?? []).map(({ name, type, description }) => ({
      name,
      type: type ?? null,
      description,
    })),
    supported_languages: macro.kind === 'materialization' ? ['sql'] : null,
  };
}

function configOf(described: MacroEntry['described'], key: string): YamlMapping | undefined {
  const value = described?.config.findLast((entry) => entry.key === key)?.value;
  return isMapping(value) ? value : undefined;
}
