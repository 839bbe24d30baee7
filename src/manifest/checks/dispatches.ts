import { type Diagnostic, error } from '../../base/index.ts';
import type { MacroEntry } from '../macro-entry.ts';
import type { MacroLookup } from '../macro-lookup.ts';

/** Macros that dispatch to what nobody implements, whether or not they are ever called. */
export function checkDispatches(macros: MacroLookup): Diagnostic[] {
  return [...macros.all()].flatMap((macro) =>
    macros.isBuiltIn(macro) || !textOf(macro).includes('dispatch') ? [] : unknownIn(macro, macros),
  );
}

function unknownIn(macro: MacroEntry, macros: MacroLookup): Diagnostic[] {
  const { template, definition } = macro;
  return template.calls.flatMap((call) => {
    if (call.name !== 'adapter.dispatch' || call.inside !== definition.name || call.spread) return [];
    const [name = call.kwargs.macro_name, namespace = call.kwargs.macro_namespace ?? null] = call.args;
    if (typeof name !== 'string' || (typeof namespace !== 'string' && namespace !== null)) return [];
    const found = macros.dispatch(name, namespace ?? undefined, macro.package);
    if (found.macro !== undefined) return [];
    // Without a namespace, one of any package will do here.
    if (namespace === null && found.tried.some((full) => macros.anywhere(full) !== undefined)) return [];
    const location = template.source.location(call.start, call.end);
    return [{ ...unknownMacro(name, namespace ?? undefined, found.tried), location }];
  });
}

const textOf = ({ template, definition }: MacroEntry): string =>
  template.source.text.slice(definition.start, definition.end);

/** What is wrong where `adapter.dispatch` finds nothing. */
export const unknownMacro = (
  name: string,
  namespace: string | undefined,
  tried: readonly string[],
): Diagnostic =>
  error(
    'A2209',
    namespace === undefined
      ? `no macro is called '${name}'`
      : `no macro is called '${name}' in '${namespace}'`,
    { hint: `looked for ${tried.join(', ')}` },
  );
