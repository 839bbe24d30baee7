import { type Diagnostic, error, fail, ok, type Result } from '../base/index.ts';
import type { ParsedMacros } from '../parse/index.ts';
import type { MacroProperties } from '../project/index.ts';
import type { Definition } from '../template/index.ts';
import type { MacroEntry } from './macro-entry.ts';
import { MacroLookup, type MacroRules } from './macro-lookup.ts';

/** The macros of the project, of an installed package, or of one that is built in. */
export interface PackageMacros {
  readonly package: string;
  readonly files: readonly ParsedMacros[];
  /** What properties files say of them, by name. */
  readonly described: ReadonlyMap<string, MacroProperties>;
}

const kinds = new Set<string>(['macro', 'test'] satisfies MacroEntry['kind'][]);

/** All macros, generic tests and, where they are the user's business, materializations, by the names they are called by. */
export function collectMacros(
  packages: readonly PackageMacros[],
  rules: MacroRules,
  materializations: boolean,
): Result<MacroLookup> {
  const macros = new Map<string, MacroEntry>();
  const diagnostics: Diagnostic[] = [];
  for (const { package: owner, files, described } of packages) {
    for (const { file, template } of files) {
      for (const definition of template.definitions) {
        const isKnown =
          kinds.has(definition.kind) || (materializations && definition.kind === 'materialization');
        if (!isKnown) {
          const location = file.text.location(definition.start, definition.bodyStart);
          const message = `Assay does not run {% ${definition.kind} %} blocks`;
          if (!materializations) diagnostics.push(error('A2013', message, { location, hint: 'take it out' }));
          continue;
        }
        const name = calledName(definition);
        const id = `macro.${owner}.${name}`;
        const known = macros.get(id);
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
        const properties = described.get(definition.name) ?? described.get(name);
        macros.set(id, {
          id,
          name,
          package: owner,
          path: file.path,
          kind: definition.kind as MacroEntry['kind'],
          template,
          definition,
          locate,
          description: properties?.description ?? '',
          ...(properties !== undefined && { described: properties }),
        });
      }
    }
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok(new MacroLookup(macros.values(), rules));
}

/** A test `x` is the macro `test_x`, as in dbt. */
function calledName({ kind, name, adapter }: Definition): string {
  if (kind === 'test') return `test_${name}`;
  return kind === 'materialization' ? `materialization_${name}_${adapter ?? 'default'}` : name;
}
