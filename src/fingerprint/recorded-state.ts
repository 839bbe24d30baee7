import { sha256 } from '../base/index.ts';
import type { ManifestNode, SeedNode } from '../manifest/index.ts';
import { notLiteral, type StaticCall, type Template, toJs, toText, type Value } from '../template/index.ts';
import { templatesOf } from './definition-macros.ts';
import { settingsMeaning } from './template-meaning.ts';

/**
 * What manifest.json has to tell besides dbt's keys, for a later `state:` to compare with: the values of vars and
 * environment variables, hashed, the content of large seeds, and what files of macros set. It stands in `metadata.env`, the
 * one place where dbt's schema allows it.
 */
export interface RecordedState {
  var(name: string): string | undefined;
  env(name: string): string | undefined;
  seed(id: string): string | undefined;
  settings(macro: string): string | undefined;
}

/** The key that says that the others are there. */
const marker = 'ASSAY_STATE';
const keys = {
  var: 'ASSAY_VAR_',
  env: 'ASSAY_ENV_',
  seed: 'ASSAY_SEED_',
  settings: 'ASSAY_SETTINGS_',
} as const;

/** Undefined where another program, or an older Assay, wrote the manifest. */
export function recordedState(env: Readonly<Record<string, string>> | undefined): RecordedState | undefined {
  if (env?.[marker] === undefined) return undefined;
  const of = (kind: keyof typeof keys) => (name: string) => env[`${keys[kind]}${name}`];
  return { var: of('var'), env: of('env'), seed: of('seed'), settings: of('settings') };
}

/** What is to be recorded of. */
export interface RecordedProject {
  readonly nodes: Iterable<ManifestNode>;
  readonly macros: Iterable<{ readonly id: string; readonly template: Template }>;
  /** Of the project, and of its packages by `<package>.<name>`. */
  readonly vars: ReadonlyMap<string, Value>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** The entries for `metadata.env`. */
export function stateRecord(project: RecordedProject): Record<string, string> {
  const { vars, environment } = project;
  const record: Record<string, string> = { [marker]: '1' };
  for (const [name, value] of vars) record[`${keys.var}${name}`] = hashOfVar(name, value);
  const nodes = [...project.nodes];
  const macros = [...project.macros];
  const templates = nodes.flatMap((node) => templatesOf(node, namesEnv));
  const names = new Set([...templates, ...macros.map(({ template }) => template)].flatMap(envNames));
  for (const name of names) {
    const value = environment[name];
    if (value !== undefined) record[`${keys.env}${name}`] = hashOfEnv(name, value);
  }
  for (const node of nodes) if (isLargeSeed(node)) record[`${keys.seed}${node.id}`] = node.checksum;
  for (const { id, template } of macros) {
    const settings = settingsMeaning(template);
    if (settings !== undefined) record[`${keys.settings}${id}`] = settings;
  }
  return record;
}

export const isLargeSeed = (node: ManifestNode): node is SeedNode =>
  node.resource === 'seed' && node.large === true;

/** With its name, so that it cannot be seen that two have the same value. */
export const hashOfVar = (name: string, value: Value): string =>
  sha256(`${name}=${JSON.stringify(sortedKeys(toJs(value)))}`).slice(0, 16);
export const hashOfEnv = (name: string, value: Value): string =>
  sha256(`${name}=${toText(value)}`).slice(0, 16);

function sortedKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortedKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .map(([key, item]) => [key, sortedKeys(item)] as const)
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
}

/** The environment variables that a template names; most name none, and need not be parsed for that. */
const envNames = (template: Template): readonly string[] =>
  namesEnv(template.source.text) ? namesGiven(template.calls, 'env_var') : [];

const namesEnv = (text: string): boolean => text.includes('env_var');

export const namesGiven = (calls: readonly StaticCall[], reader: 'var' | 'env_var'): readonly string[] =>
  calls.flatMap(({ name, args, kwargs }) => {
    if (name !== reader) return [];
    const given = args[0] ?? kwargs[reader === 'var' ? 'var_name' : 'var'];
    return typeof given === 'string' && (given as unknown) !== notLiteral ? [given] : [];
  });
