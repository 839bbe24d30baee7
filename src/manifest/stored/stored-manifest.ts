import type { ParsedFile } from '../../parse/index.ts';
import type { LoadedManifest } from '../load-manifest.ts';
import type { ManifestNode } from '../nodes.ts';
import { NotStorable } from './plain-value.ts';
import { type StoredNodes, storeNodes } from './stored-node.ts';

/** The manifest of a native project as JSON: what follows from its files, so that they need not be read again. */
export interface StoredManifest {
  readonly nodes: StoredNodes;
  readonly disabled: StoredNodes;
  /** The properties files that describe macros. */
  readonly describing: readonly string[];
}

/** Undefined where a part of it is more than data. */
export const storeManifest = (
  { manifest }: LoadedManifest,
  files: readonly ParsedFile[],
): StoredManifest | undefined =>
  unlessMoreThanData(() => ({
    nodes: storeNodes([...manifest.nodes.values()]),
    disabled: storeNodes(manifest.disabled),
    describing: files.flatMap((parsed) =>
      parsed.kind === 'properties' && parsed.properties.macros.length > 0 ? [parsed.file.path] : [],
    ),
  }));

/** Nodes that stand for those of their ids in a manifest that was stored before. */
export const storeChanged = (nodes: readonly ManifestNode[]): StoredNodes | undefined =>
  unlessMoreThanData(() => storeNodes(nodes));

function unlessMoreThanData<T>(store: () => T): T | undefined {
  try {
    return store();
  } catch (thrown) {
    if (thrown instanceof NotStorable) return undefined;
    throw thrown;
  }
}
