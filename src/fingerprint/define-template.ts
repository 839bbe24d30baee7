import { type NodeId, ok, type RelationName, type Result, sha256 } from '../base/index.ts';
import type { BuildableNode, Manifest, ManifestNode, SourceNode, TestNode } from '../manifest/index.ts';
import type { Value } from '../template/index.ts';
import { calledBy, macrosBelow, meaningOfMacro } from './definition-macros.ts';
import type { Definition, Unprovable } from './fingerprint.ts';
import {
  inputsOfMacro,
  inputsOfNode,
  type NamedInputs,
  readsAnyVar,
  unforeseenIn,
  valuesNamed,
} from './named-inputs.ts';
import { overridingMacros } from './overriding-macros.ts';
import { readThrough } from './read-through.ts';
import { templateConfig } from './template-config.ts';

/** What defining a node takes whose templates ask the database. */
export interface TemplateSettings {
  readonly manifest: Manifest;
  /** `var`, `env_var` and `target` as the templates of a package see them. */
  readonly globals: (packageName: string) => ReadonlyMap<string, Value>;
  /** Everything that `var` can give, hashed. */
  readonly allVars: string;
  /** What templates see as `target`, hashed. */
  readonly seenTarget: string;
  /** What relations are called. */
  readonly relation: (name: RelationName) => string;
  /** Why a node is never reused, whatever its templates say. */
  readonly never: (node: BuildableNode | TestNode) => readonly Unprovable[];
  /** The hashes of the files that a seed or a source reads, by path; undefined where they cannot be hashed. */
  readonly files: (node: NodeId) => Readonly<Record<string, string>> | undefined;
  /** The version of a source that is a table; undefined where nothing tells when it changes. */
  readonly tableVersion: (source: NodeId) => string | undefined;
  /** Where a source is, as far as that is a part of what reads it. */
  readonly place: (source: SourceNode) => string;
  readonly target: Readonly<Record<string, string>>;
  readonly engine: string;
  readonly assay: string;
}

/**
 * Defines a model, seed or test by its templates and by all that they are rendered with. What renderings asked of the
 * database, and what is volatile in the SQL that came of them, is known after a run only: see `foundInRun`.
 */
export function defineTemplate(
  node: BuildableNode | TestNode,
  settings: TemplateSettings,
): Result<Definition> {
  const { manifest, relation } = settings;
  const { reads, ephemeral } = readThrough(node, manifest);
  const parts: readonly ManifestNode[] = [node, ...ephemeral];
  const { macros: lookup } = manifest;
  const macros = macrosBelow(
    [...parts.flatMap((each) => calledBy(each, lookup)), ...overridingMacros(lookup)],
    lookup,
    (macro) => lookup.isBuiltIn(macro),
  );
  const inputs = [...parts.flatMap(inputsOfNode), ...macros.map(inputsOfMacro)];
  const unprovable: Unprovable[] = [
    ...settings.never(node),
    ...unique(inputs.flatMap(unforeseenIn)).map((name): Unprovable => ({ kind: 'template', name })),
  ];
  const values = valuesOf(parts, inputs, settings);
  // Such a value is rendered where it is read, with whatever it names.
  if (Object.values(values.vars).some((value) => /\{[{%]/.test(value)))
    unprovable.push({ kind: 'template', name: 'a var that is a template' });
  const config = templateConfig(parts, inputs);
  const files: Record<string, string> = { ...(node.resource === 'seed' && settings.files(node.id)) };
  if ('relation' in node) config.relation = relation(node.relation);
  for (const id of reads) {
    const read = manifest.nodes.get(id)!;
    if (read.resource === 'source') {
      config[`source ${read.sourceName}.${read.name}`] = settings.place(read);
      const hashes = settings.files(id);
      Object.assign(files, hashes);
      if (settings.tableVersion(id) === undefined && !isStable(read))
        unprovable.push({ kind: 'source', source: id });
    } else if ('relation' in read) config[`place of ${id}`] = relation(read.relation);
  }
  return ok({
    decides: 'template',
    sql: parts.map(textOf).join('\n;\n'),
    config,
    files,
    target: {
      ...settings.target,
      ...(inputs.some(({ names }) => names.has('target') || names.has('env')) && {
        target: settings.seenTarget,
      }),
    },
    engine: settings.engine,
    assay: settings.assay,
    macros: Object.fromEntries(
      macros.map((macro) => [macro.id, meaningOfMacro(macro)] as const).sort(([a], [b]) => (a < b ? -1 : 1)),
    ),
    ...values,
    reads: [...reads],
    unprovable: isStable(node) ? [] : unprovable,
  });
}

function valuesOf(
  parts: readonly ManifestNode[],
  inputs: readonly NamedInputs[],
  { globals, allVars }: TemplateSettings,
): Pick<Definition, 'vars' | 'env'> {
  const found = unique(parts.map((each) => each.package)).map((name) => valuesNamed(inputs, globals(name)));
  const vars = Object.assign({}, ...found.map((each) => each.vars)) as Record<string, string>;
  const env = Object.assign({}, ...found.map((each) => each.env)) as Record<string, string>;
  return { vars: inputs.some(readsAnyVar) ? { ...vars, 'any var': allVars } : vars, env };
}

const textOf = (node: ManifestNode): string => {
  if ('template' in node) return node.template.source.text;
  return node.resource === 'test' && node.test.kind === 'singular' ? node.test.template.source.text : '';
};

/** Declared with the config `stable`, or `meta.stable`: the same each time, whatever Assay sees. */
export const isStable = ({ config }: BuildableNode | TestNode | SourceNode): boolean =>
  config.raw.stable === true || config.meta.stable === true;

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** Of values that may hold secrets. */
export const hashedValues = (values: unknown): string => sha256(JSON.stringify(values) ?? '').slice(0, 16);
