import { ok, type Result } from '../../base/index.ts';
import type { ParsedQuery } from '../../parse/index.ts';
import type { Patch } from '../patches.ts';
import type { AnalysisNode } from '../query-resources.ts';
import { captureNode, inParsing } from './capture-node.ts';
import { columnInfos } from './column.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { foldersBelow, identityOf } from './identity.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

export function draftAnalysis(
  parsed: ParsedQuery,
  patch: Patch | undefined,
  settings: DraftSettings,
): Result<Draft<AnalysisNode>> {
  const entry = patch?.entry;
  const fqn = [settings.owner.name, 'analysis', ...foldersBelow(parsed.file), parsed.name];
  const identity = identityOf(
    {
      resource: 'analysis',
      name: parsed.name,
      file: parsed.file,
      fqn,
      ...(entry && { description: entry.description }),
    },
    settings,
  );
  const parsing = inParsing('analysis', identity, parsed.file.text, settings);
  const captured = captureNode(parsed.template, parsing, settings);
  if (!captured.ok) return captured;
  // dbt configures analyses with the models, as far as their paths fit.
  const resolved = resolveConfig('models', fqn, [entry?.config ?? []], captured.value, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.model(resolved.value.merged);
  if (!config.ok) return config;
  const relation = relationOf(
    identity,
    { resource: 'analysis', materialized: 'view', config: config.value },
    settings,
  );
  if (!relation.ok) return relation;
  const node: AnalysisNode = {
    ...identity,
    resource: 'analysis',
    config: config.value,
    unrenderedConfig: resolved.value.unrendered,
    columns: columnInfos(entry?.columns ?? []),
    template: parsed.template,
    relation: relation.value,
    checksum: parsed.file.hash,
    ...(entry && { patchPath: entry.file }),
    docs: { show: config.value.docs?.show ?? true },
  };
  return ok({ node, captured: captured.value });
}
