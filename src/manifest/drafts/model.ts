import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import type { ParsedQuery } from '../../parse/index.ts';
import type { ConfigLayer } from '../../project/index.ts';
import type { ModelNode } from '../nodes.ts';
import type { Patch } from '../patches.ts';
import { columnsOf, formattedVersion } from '../versions.ts';
import { captureNode, inParsing, withHooks } from './capture-node.ts';
import { columnInfos, constraintOf } from './column.ts';
import { contractOf } from './contract.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { foldersBelow, identityOf } from './identity.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

export function draftModel(
  parsed: ParsedQuery,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<ModelNode>> {
  const { owner } = settings;
  const { entry, version } = patch ?? {};
  const v = version === undefined ? undefined : formattedVersion(version.v);
  const name = v === undefined ? parsed.name : patch!.entry.name;
  const folders = [owner.name, ...foldersBelow(parsed.file)];
  const identity = identityOf(
    {
      resource: 'model',
      name,
      file: parsed.file,
      description: version?.description ?? entry?.description ?? '',
      ...(v !== undefined && { id: `model.${owner.name}.${name}.${v}`, fqn: [...folders, name, v] }),
    },
    settings,
  );
  const parsing = inParsing('model', identity, parsed.file.text.text, settings);
  const captured = captureNode(parsed.template, parsing, settings);
  if (!captured.ok) return captured;
  const properties = [entry?.config ?? [], version?.config ?? []];
  const resolved = resolveConfig('models', identity.fqn, properties, captured.value.config, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.model(resolved.value.merged);
  if (!config.ok) return config;
  const unknown = unknownMaterialization(
    config.value.materialized,
    resolved.value.layers.flat(),
    settings.materializations,
    parsed.file.path,
  );
  if (unknown !== undefined) return fail(unknown);
  const hooks = [...config.value.preHooks, ...config.value.postHooks];
  const asked = withHooks(captured.value, hooks, parsing, settings);
  if (!asked.ok) return asked;
  const relation = relationOf(
    {
      ...identity,
      resource: 'model',
      version: version?.v,
      text: parsed.file.text.text,
      materialized: 'view',
      config: config.value,
    },
    settings,
  );
  if (!relation.ok) return relation;
  const columns = columnInfos(columnsOf(entry, version));
  const constraints = (version?.constraints ?? entry?.constraints ?? []).map(constraintOf);
  const deprecationDate = version === undefined ? entry?.deprecationDate : version.deprecationDate;
  const { docs, group, access } = config.value;
  const node: ModelNode = {
    ...identity,
    resource: 'model',
    language: 'sql',
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns,
    template: parsed.template,
    relation: relation.value,
    checksum: parsed.file.hash,
    ...(entry && { patchPath: entry.file }),
    ...(version !== undefined && { version: version.v }),
    ...(patch?.latestVersion !== undefined && { latestVersion: patch.latestVersion }),
    access: access ?? 'protected',
    ...(group !== undefined && { group }),
    contract: contractOf(config.value, columns, constraints),
    constraints,
    ...(deprecationDate !== undefined && { deprecationDate }),
    docs: {
      show: docs?.show ?? true,
      ...(docs?.node_color !== undefined && { nodeColor: docs.node_color }),
    },
    primaryKey: [],
    ...(entry?.timeSpine !== undefined && version === undefined && { timeSpine: entry.timeSpine }),
  };
  return ok({ node, captured: asked.value });
}

function unknownMaterialization(
  name: string,
  layer: ConfigLayer,
  known: ReadonlySet<string> | undefined,
  path: string,
): Diagnostic | undefined {
  if (known === undefined || known.has(name)) return undefined;
  const entry = layer.findLast(({ key }) => key === 'materialized');
  return error('A2036', `there is no materialization '${name}'`, {
    location: entry?.locate() ?? { file: path },
    hint: `use one of ${[...known].sort().join(', ')}`,
  });
}
