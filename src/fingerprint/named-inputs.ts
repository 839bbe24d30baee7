import type { MacroEntry, ManifestNode } from '../manifest/index.ts';
import {
  bodyOf,
  callValue,
  noKwargs,
  notLiteral,
  type StaticCall,
  settingPiecesOf,
  type Template,
  TemplateError,
  toJs,
  type Value,
} from '../template/index.ts';
import { templatesOf } from './definition-macros.ts';
import { hashOfEnv } from './recorded-state.ts';

/** A template, or the body of a macro, by the names in it that come from outside. */
export interface NamedInputs {
  readonly names: ReadonlySet<string>;
  readonly calls: readonly StaticCall[];
  readonly text: string;
}

export const inputsOfNode = (node: ManifestNode): readonly NamedInputs[] =>
  templatesOf(node).map(({ names, calls, source }) => ({ names, calls, text: source.text }));

export function inputsOfMacro({ template, definition }: MacroEntry): NamedInputs {
  const params = new Set(definition.params.map(({ name }) => name));
  const body: Template = settingPiecesOf(template).length > 0 ? template : bodyOf(template, definition);
  return {
    names: new Set([...body.names].filter((name) => !params.has(name))),
    calls: template.calls.filter(({ inside }) => inside === definition.name),
    text: template.source.text.slice(definition.bodyStart, definition.bodyEnd),
  };
}

/** What a template sees of a run that is another in each, or that changes without being written down anywhere. */
const ofTheRun = [
  'context',
  'dbt_metadata_envs',
  'flags',
  'graph',
  'invocation_args_dict',
  'invocation_id',
  'load_agate_table',
  'metric',
  'model',
  'render',
  'run_started_at',
  'selected_resources',
  'submit_python_job',
  'thread_id',
];

/** Names by which a template can come to what nobody foresees. */
export function unforeseenIn({ names, calls, text }: NamedInputs): readonly string[] {
  const found = ofTheRun.filter((name) => names.has(name));
  if (names.has('builtins') && /\bbuiltins\b(?!\s*\.\s*(?:ref|source|config|var)\b)/.test(text))
    found.push('builtins');
  for (const { name, args, kwargs, spread } of calls) {
    const given = name === 'env_var' ? (args[0] ?? kwargs.var) : (args[0] ?? kwargs.macro_name);
    if (name === 'adapter.dispatch' && (spread || typeof given !== 'string')) found.push('adapter.dispatch');
    if (name === 'env_var' && typeof given !== 'string') found.push('env_var');
  }
  if (names.has('env_var') && !calls.some(({ name }) => name === 'env_var')) found.push('env_var');
  return found;
}

/** Whether it reads vars whose names are not written out. */
export const readsAnyVar = ({ names, calls }: NamedInputs): boolean => {
  if (!names.has('var')) return false;
  const named = calls.filter(({ name }) => name === 'var');
  return (
    named.length === 0 ||
    calls.some(({ name }) => name.startsWith('var.')) ||
    named.some(({ args, kwargs }) => typeof (args[0] ?? kwargs.var_name) !== 'string')
  );
};

/**
 * The vars and environment variables that are named, with what comes of them now: vars as JSON, the others hashed.
 *
 * @param globals `var` and `env_var` as the node's package has them
 */
export function valuesNamed(
  inputs: readonly NamedInputs[],
  globals: ReadonlyMap<string, Value>,
): { readonly vars: Readonly<Record<string, string>>; readonly env: Readonly<Record<string, string>> } {
  const vars: Record<string, string> = {};
  const env: Record<string, string> = {};
  for (const { name: kind, args, kwargs } of inputs.flatMap(({ calls }) => calls)) {
    if (kind !== 'var' && kind !== 'env_var') continue;
    const name = args[0] ?? kwargs[kind === 'var' ? 'var_name' : 'var'];
    if (typeof name !== 'string') continue;
    const given = args[1] ?? kwargs.default;
    const value = read(
      globals.get(kind),
      given === undefined || given === notLiteral ? [name] : [name, given],
    );
    if (value === undefined) continue;
    if (kind === 'var') vars[name] = JSON.stringify(toJs(value)) ?? 'null';
    else env[name] = hashOfEnv(name, value);
  }
  return { vars, env };
}

/** What is not set and has no default is told of where it is built. */
function read(reader: Value | undefined, args: readonly Value[]): Value | undefined {
  try {
    return reader === undefined ? undefined : callValue(reader, args, noKwargs);
  } catch (thrown) {
    if (thrown instanceof TemplateError) return undefined;
    throw thrown;
  }
}
