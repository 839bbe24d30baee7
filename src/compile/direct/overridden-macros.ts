import { fromYaml, type MacroEntry, type WrapMacro } from '../../manifest/index.ts';
import type { YamlMapping } from '../../project/index.ts';
import { HostFunction, type Value } from '../../template/index.ts';
import type { DirectSettings } from './settings.ts';

/** Macros that give a value instead, whatever they are called with: `is_incremental`, `dbt_utils.star`. */
export function overriddenMacros(
  overrides: YamlMapping,
  { manifest }: Pick<DirectSettings, 'manifest'>,
  packageName: string,
): WrapMacro {
  const values = new Map<MacroEntry, Value>();
  for (const [name, given] of Object.entries(overrides)) {
    const value = fromYaml(given);
    for (const entry of entriesOf(name)) values.set(entry, value);
  }
  return (entry, macro) => {
    const value = values.get(entry);
    return value === undefined ? macro : new HostFunction(entry.name, () => value);
  };

  function entriesOf(name: string): readonly MacroEntry[] {
    const [owner = '', own] = name.split('.');
    const found =
      own === undefined
        ? manifest.macros.find(name, packageName)
        : manifest.macros.namespace(owner)?.get(own);
    const builtIn = manifest.macros.namespace('dbt')?.get(own ?? name);
    const isBuiltIn = own === undefined || owner === 'dbt';
    return [found, isBuiltIn ? builtIn : undefined].filter((entry) => entry !== undefined);
  }
}
