import { collect, ok, type Result, SourceText, sha256 } from '../../base/index.ts';
import type { ProjectHook } from '../../project/index.ts';
import { parseTemplate } from '../../template/index.ts';
import type { OperationNode } from '../query-resources.ts';
import { captureNode, inParsing } from './capture-node.ts';
import type { Draft, DraftSettings } from './draft.ts';
import { relationOf } from './relation-of.ts';
import { resolveConfig } from './resolve-config.ts';

/** The hooks of a project or package that run before and after everything else. */
export function draftOperations(settings: DraftSettings): Result<Draft<OperationNode>[]> {
  const { onRunStart, onRunEnd } = settings.owner.hooks;
  return collect([
    ...onRunStart.map((hook, index) => draftOperation(hook, 'on-run-start', index, settings)),
    ...onRunEnd.map((hook, index) => draftOperation(hook, 'on-run-end', index, settings)),
  ]);
}

function draftOperation(
  hook: ProjectHook,
  when: OperationNode['when'],
  index: number,
  settings: DraftSettings,
): Result<Draft<OperationNode>> {
  const { owner } = settings;
  const name = `${owner.name}-${when}-${index}`;
  const template = parseTemplate(new SourceText(hook.location.file, hook.sql));
  if (!template.ok)
    return {
      ok: false,
      diagnostics: template.diagnostics.map((each) => ({ ...each, location: hook.location })),
    };
  const identity = {
    id: `operation.${owner.name}.${name}`,
    name,
    package: owner.name,
    packageRoot: owner.root,
    path: 'dbt_project.yml',
    fqn: [owner.name, 'hooks', name],
    description: '',
    locate: () => hook.location,
    dependsOn: { nodes: [], macros: [] },
  };
  const captured = captureNode(
    template.value,
    inParsing('operation', identity, template.value.source, settings),
    settings,
  );
  if (!captured.ok) return captured;
  const resolved = resolveConfig('models', identity.fqn, [], captured.value, settings);
  if (!resolved.ok) return resolved;
  const config = settings.project.configs.model(resolved.value.merged);
  if (!config.ok) return config;
  const relation = relationOf(
    identity,
    { resource: 'operation', materialized: 'view', config: config.value },
    settings,
  );
  if (!relation.ok) return relation;
  const at = { locate: () => hook.location };
  const { refs, sources } = captured.value;
  return ok({
    node: {
      ...identity,
      resource: 'operation',
      config: { ...config.value, tags: [when, ...config.value.tags] },
      unrenderedConfig: resolved.value.unrendered,
      when,
      index,
      template: template.value,
      relation: relation.value,
      checksum: sha256(owner.file.source.text.trim()),
    },
    captured: {
      ...captured.value,
      refs: refs.map((call) => ({ ...call, ...at })),
      sources: sources.map((call) => ({ ...call, ...at })),
    },
  });
}
