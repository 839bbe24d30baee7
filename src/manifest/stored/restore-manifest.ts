import type { NodeId } from '../../base/index.ts';
import type { Project } from '../../project/index.ts';
import type { LoadedManifest } from '../load-manifest.ts';
import type { MacroLookup } from '../macro-lookup.ts';
import type { Manifest } from '../manifest.ts';
import { Names } from '../names.ts';
import type { ManifestNode } from '../nodes.ts';
import { type NodeOrigins, restoreNodes } from './restore-node.ts';
import type { StoredManifest } from './stored-manifest.ts';
import type { StoredNodes } from './stored-node.ts';

export interface ManifestOrigins extends NodeOrigins {
  macros(): MacroLookup;
}

/** A manifest without what it warned of. */
export type RestoredManifest = Omit<LoadedManifest, 'warnings'>;

type OfProject = Pick<Project, 'name' | 'root' | 'flags'>;

/**
 * What was stored of a native project, as if it had been read.
 *
 * @param changed nodes that were stored later
 */
export function restoreManifest(
  stored: StoredManifest,
  changed: StoredNodes | undefined,
  project: OfProject,
  origins: ManifestOrigins,
): RestoredManifest {
  const nodes = new Map<NodeId, ManifestNode>();
  for (const node of restoreNodes(stored.nodes, origins)) nodes.set(node.id, node);
  if (changed !== undefined) for (const node of restoreNodes(changed, origins)) nodes.set(node.id, node);
  return manifestOf(nodes, restoreNodes(stored.disabled, origins), project, () => origins.macros());
}

/** The same manifest with other nodes of some ids. */
export const withChanged = (
  { manifest }: RestoredManifest,
  changed: ReadonlyMap<NodeId, ManifestNode>,
  project: OfProject,
): RestoredManifest =>
  manifestOf(
    new Map([...manifest.nodes].map(([id, node]) => [id, changed.get(id) ?? node])),
    manifest.disabled,
    project,
    () => manifest.macros,
  );

/** A manifest of these nodes, with macros that are parsed when they are asked for. */
function manifestOf(
  nodes: ReadonlyMap<NodeId, ManifestNode>,
  disabled: readonly ManifestNode[],
  { name, root, flags }: OfProject,
  makeMacros: () => MacroLookup,
): RestoredManifest {
  let macros: MacroLookup | undefined;
  const manifest: Manifest = {
    project: { name, root },
    nodes,
    disabled,
    described: new Map(),
    disabledDescribed: [],
    groups: new Map(),
    docs: new Map(),
    get macros() {
      macros ??= makeMacros();
      return macros;
    },
  };
  let names: Names | undefined;
  return {
    manifest,
    get names() {
      names ??= new Names(nodes.values(), disabled, {
        root: name,
        ownFirst: flags.requireRefSearchesNodePackageBeforeRoot,
      });
      return names;
    },
  };
}
