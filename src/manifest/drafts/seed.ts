import { ok, type Result, SourceText } from '../../base/index.ts';
import type { ParsedSeed } from '../../parse/index.ts';
import type { SeedNode } from '../nodes.ts';
import type { Patch } from '../patches.ts';
import { inParsing, withHooks } from './capture-node.ts';
import { columnInfos } from './column.ts';
import { type Draft, type DraftSettings, nothingCaptured } from './draft.ts';
import { identityOf } from './identity.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

const nothing = new SourceText('', '');

export function draftSeed(
  parsed: ParsedSeed,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<SeedNode>> {
  const entry = patch?.entry;
  const identity = identityOf(
    {
      resource: 'seed',
      name: parsed.name,
      file: parsed.file,
      ...(entry && { description: entry.description }),
    },
    settings,
  );
  const resolved = resolveConfig('seeds', identity.fqn, [entry?.config ?? []], nothingCaptured, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.seed(resolved.value.merged);
  if (!config.ok) return config;
  const relation = relationOf(
    identity,
    { resource: 'seed', materialized: 'seed', config: config.value },
    settings,
  );
  if (!relation.ok) return relation;
  const hooks = [...config.value.preHooks, ...config.value.postHooks];
  const captured = withHooks(
    nothingCaptured,
    hooks,
    inParsing('seed', identity, nothing, settings),
    settings,
  );
  if (!captured.ok) return captured;
  const { docs, group } = config.value;
  const node: SeedNode = {
    ...identity,
    resource: 'seed',
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns: columnInfos(entry?.columns ?? []),
    relation: relation.value,
    checksum: parsed.file.checksum,
    fileHash: parsed.file.hash,
    ...(parsed.file.size > 1_048_576 && { large: true }),
    ...(entry && { patchPath: entry.file }),
    ...(group !== undefined && { group }),
    docs: {
      show: docs?.show ?? true,
      ...(docs?.node_color !== undefined && { nodeColor: docs.node_color }),
    },
  };
  // In dbt a seed reads nothing, whatever its hooks name; only their macros count.
  return ok({ node, captured: { ...nothingCaptured, macros: captured.value.macros } });
}
