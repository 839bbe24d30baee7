import { error, fail, type Location, ok, type Result, SourceText } from '../../base/index.ts';
import type { ParsedProperties, ParsedSnapshot } from '../../parse/index.ts';
import type { NodeProperties, TextFile } from '../../project/index.ts';
import { parseTemplate, type Template } from '../../template/index.ts';
import { foldersOf } from '../package-sources.ts';
import type { Patch } from '../patches.ts';
import type { SnapshotNode } from '../query-resources.ts';
import { captureNode, inParsing, withHooks } from './capture-node.ts';
import { columnInfos } from './column.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { foldersBelow, identityOf } from './identity.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

/** What a snapshot is made of: a block of a file, or an entry of a properties file that names a relation. */
interface Origin {
  readonly name: string;
  readonly file: TextFile;
  readonly fqn: readonly string[];
  readonly template: Template;
  readonly text: string;
  locate(): Location;
}

export function draftSnapshot(
  file: TextFile,
  block: ParsedSnapshot,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<SnapshotNode>> {
  const { definition, template, name, text } = block;
  const base = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/\.[^.]+$/, '');
  const fqn = [settings.owner.name, ...foldersBelow(file), base, name];
  const locate = () => file.text.location(definition.nameStart, definition.nameEnd);
  return draft({ name, file, fqn, template, text, locate }, patch, settings);
}

/** A snapshot that is only declared: `relation: ref('orders')` below its name. */
export function draftDeclaredSnapshot(
  properties: ParsedProperties,
  entry: NodeProperties,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<SnapshotNode>> {
  const text = `select * from {{ ${String(entry.given.relation)} }}`;
  const template = parseTemplate(new SourceText(properties.file.text.file, text));
  if (!template.ok)
    return {
      ok: false,
      diagnostics: template.diagnostics.map((each) => ({ ...each, location: entry.locate('relation') })),
    };
  const origin = {
    name: entry.name,
    file: properties.file,
    fqn: [settings.owner.name, ...foldersOf(properties), entry.name],
    template: template.value,
    text,
    locate: () => entry.locate(),
  };
  const made = draft(origin, patch, settings);
  if (!made.ok) return made;
  const { node, captured } = made.value;
  if (captured.refs.length + captured.sources.length === 0)
    return fail(
      error('A2315', `the relation of the snapshot '${entry.name}' is neither a ref nor a source`, {
        location: entry.locate('relation'),
        hint: "write it as ref('orders') or source('shop', 'orders')",
      }),
    );
  const at = { locate: () => entry.locate('relation') };
  return ok({
    node,
    captured: {
      ...captured,
      refs: captured.refs.map((call) => ({ ...call, ...at })),
      sources: captured.sources.map((call) => ({ ...call, ...at })),
    },
  });
}

function draft(
  { name, file, fqn, template, text, locate }: Origin,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<SnapshotNode>> {
  const entry = patch?.entry;
  const identity = identityOf(
    { resource: 'snapshot', name, file, fqn, locate, ...(entry && { description: entry.description }) },
    settings,
  );
  const parsing = inParsing('snapshot', identity, new SourceText(file.text.file, text), settings);
  const captured = captureNode(template, parsing, settings);
  if (!captured.ok) return captured;
  const properties = [entry?.config ?? []];
  const resolved = resolveConfig('snapshots', fqn, properties, captured.value, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.snapshot(resolved.value.merged);
  if (!config.ok) return config;
  const hooks = [...config.value.preHooks, ...config.value.postHooks];
  const asked = withHooks(captured.value, hooks, parsing, settings);
  if (!asked.ok) return asked;
  const relation = relationOf(
    identity,
    { resource: 'snapshot', text, materialized: 'snapshot', config: config.value },
    settings,
  );
  if (!relation.ok) return relation;
  const { target_schema: schema, target_database: database } = config.value.raw;
  const { docs, group } = config.value;
  const node: SnapshotNode = {
    ...identity,
    resource: 'snapshot',
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns: columnInfos(entry?.columns ?? []),
    template,
    text,
    relation: {
      ...relation.value,
      ...(typeof database === 'string' && database !== '' && { database }),
      ...(typeof schema === 'string' && schema !== '' && { schema }),
    },
    checksum: file.hash,
    ...(entry && { patchPath: entry.file }),
    ...(group !== undefined && { group }),
    docs: {
      show: docs?.show ?? true,
      ...(docs?.node_color !== undefined && { nodeColor: docs.node_color }),
    },
  };
  return ok({ node, captured: asked.value });
}
