import { collect, ok, type Result } from '../../base/index.ts';
import type { MacroProperties } from '../../project/index.ts';
import { type DescriptionSettings, renderDescription } from './descriptions.ts';

/** What properties files say of macros, by name, with the docs blocks put into the descriptions. */
export function describeMacros(
  macros: readonly MacroProperties[],
  settings: DescriptionSettings,
): Result<ReadonlyMap<string, MacroProperties>> {
  const described = collect(macros.map((macro) => describe(macro, settings)));
  return described.ok ? ok(new Map(described.value.map((macro) => [macro.name, macro]))) : described;
}

function describe(macro: MacroProperties, settings: DescriptionSettings): Result<MacroProperties> {
  const own = renderDescription(macro.description, settings, () => macro.locate('description'));
  const parts = collect(
    macro.arguments.map(({ description }, index) =>
      renderDescription(description, settings, () => macro.locate('arguments', index, 'description')),
    ),
  );
  if (!own.ok) return own;
  if (!parts.ok) return parts;
  return ok({
    ...macro,
    description: own.value.text,
    arguments: macro.arguments.map((argument, index) => ({
      ...argument,
      description: parts.value[index]!.text,
    })),
  });
}
