import type { Session } from '../adapter/index.ts';
import type { Diagnostic, Location, NodeId } from '../base/index.ts';
import type { ManifestNode, SourceNode } from '../manifest/index.ts';
import { engineDiagnostic } from './engine-diagnostic.ts';
import type { Run } from './run.ts';

/**
 * What is wrong with the files that a node reads as sources, itself or through ephemeral models. The engine would
 * read a file without a byte as a table without rows, and say of a missing one only where it looked.
 */
export async function checkSources(
  node: ManifestNode,
  session: Session,
  run: Run,
): Promise<Diagnostic | undefined> {
  const { settings } = run;
  for (const source of fileSources(node, run)) {
    if (source.from.kind !== 'files') continue;
    const { paths, format } = source.from;
    const checked = await run.checkedFiles(source.id, () => session.checkFiles(paths, format));
    if (checked.ok) continue;
    const diagnostic = engineDiagnostic(checked.error, {
      label: settings.label(node.id),
      location: callPlace(node, source) ?? node.locate(),
      root: settings.projectRoot,
    });
    const related = { message: `the source ${source.sourceName}.${source.name}`, location: source.locate() };
    return { ...diagnostic, related: [...(diagnostic.related ?? []), related] };
  }
  return undefined;
}

function fileSources(node: ManifestNode, run: Run): readonly SourceNode[] {
  const { nodes } = run.settings.compile.manifest;
  const found = new Map<NodeId, SourceNode>();
  const pending = [...node.dependsOn.nodes];
  const visited = new Set<NodeId>();
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    const parent = nodes.get(id);
    if (parent === undefined || visited.has(id)) continue;
    visited.add(id);
    if (parent.resource === 'source') found.set(id, parent);
    else if (parent.resource === 'model' && parent.config.materialized === 'ephemeral')
      pending.push(...parent.dependsOn.nodes);
  }
  return [...found.values()];
}

/** Where the node's text calls source() for it, in plain words. */
function callPlace(node: ManifestNode, source: SourceNode): Location | undefined {
  if (node.resource !== 'model') return undefined;
  const { calls, source: text } = node.template;
  const call = calls.find(
    ({ name, args }) => name === 'source' && args[0] === source.sourceName && args[1] === source.name,
  );
  return call && text.location(call.start, call.end);
}
