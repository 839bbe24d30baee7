import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import type { ParsedMacros } from '../parse/index.ts';
import type { MacroProperties } from '../project/index.ts';
import { MacroLookup } from './macro-lookup.ts';
import type { MacroEntry } from './manifest.ts';

/** The project's macros and generic tests, by the name they are called by: a test `x` is the macro `test_x`, as in dbt. */
export function collectMacros(
  files: readonly ParsedMacros[],
  described: ReadonlyMap<string, MacroProperties>,
  packageName: string,
): Result<MacroLookup> {
  const macros = new Map<string, MacroEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const { file, template } of files) {
    for (const definition of template.definitions) {
      if (definition.kind !== 'macro' && definition.kind !== 'test') {
        const location = file.text.location(definition.start, definition.bodyStart);
        diagnostics.push(
          error('A2013', `Assay does not run {% ${definition.kind} %} blocks`, {
            location,
            hint: 'take it out',
          }),
        );
        continue;
      }
      const name = definition.kind === 'test' ? `test_${definition.name}` : definition.name;
      const known = macros.get(name);
      const locate = () => file.text.location(definition.nameStart, definition.nameEnd);
      if (known !== undefined) {
        diagnostics.push(
          error('A2021', `two macros are called '${definition.name}'`, {
            location: locate(),
            related: [{ message: 'the other one', location: known.locate() }],
            hint: 'rename one of them',
          }),
        );
        continue;
      }
      macros.set(name, {
        id: `macro.${packageName}.${name}`,
        name,
        package: packageName,
        path: file.path,
        kind: definition.kind,
        template,
        definition,
        locate,
        description: described.get(definition.name)?.description ?? '',
        ...(described.has(definition.name) && { described: described.get(definition.name)! }),
      });
    }
  }
  return diagnostics.length > 0
    ? fail(...diagnostics)
    : ok(new MacroLookup(macros.values(), { root: packageName }));
}
