import type { Manifest, ManifestNode } from '../manifest/index.ts';
import {
  callValue,
  noKwargs,
  notLiteral,
  type StaticCall,
  TemplateError,
  type Value,
} from '../template/index.ts';
import { macrosUsed, templatesOf } from './definition-macros.ts';
import type { Read } from './definition-vars.ts';

/**
 * The vars and environment variables that a node and its macros name, without rendering: where templates ask the
 * database, rendering takes a run. What stands in a branch that is not taken counts too.
 *
 * @param globals `var` and `env_var` as the node's package has them
 * @param qualified the name of a var in records
 */
export function readsNamed(
  node: ManifestNode,
  manifest: Manifest,
  globals: ReadonlyMap<string, Value>,
  qualified: (name: string) => string,
): readonly Read[] {
  const inMacros = Object.keys(macrosUsed(node, manifest)).flatMap((id) => {
    const macro = manifest.macros.byId(id);
    if (macro === undefined || manifest.macros.isBuiltIn(macro)) return [];
    return macro.template.calls.filter(({ inside }) => inside === macro.definition.name);
  });
  const calls = [...templatesOf(node).flatMap((template) => template.calls), ...inMacros];
  return calls.flatMap((call) => {
    const read = readOf(call, globals);
    return read === undefined ? [] : [read.kind === 'var' ? { ...read, name: qualified(read.name) } : read];
  });
}

function readOf(
  { name: kind, args, kwargs }: StaticCall,
  globals: ReadonlyMap<string, Value>,
): Read | undefined {
  if (kind !== 'var' && kind !== 'env_var') return undefined;
  const name = args[0] ?? kwargs[kind === 'var' ? 'var_name' : 'var'];
  const given = args[1] ?? kwargs.default;
  const reader = globals.get(kind);
  if (typeof name !== 'string' || reader === undefined) return undefined;
  const fallback = given === notLiteral ? undefined : given;
  try {
    const value = callValue(reader, fallback === undefined ? [name] : [name, fallback], noKwargs);
    return { kind, name, value, fallback };
  } catch (thrown) {
    if (thrown instanceof TemplateError) return undefined;
    throw thrown;
  }
}
