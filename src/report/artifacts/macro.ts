import type { MacroEntry, Manifest } from '../../manifest/index.ts';
import { docs } from './node-fields.ts';

export function macroData(macro: MacroEntry, { macros }: Manifest): Record<string, unknown> {
  const { definition, template } = macro;
  const called = template.calls.filter(({ inside }) => inside === definition.name);
  const calls = new Set(called.flatMap(({ name }) => macros.find(name, macro.package)?.id ?? []));
  return {
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
}
