import { type Diagnostic, type NodeId, warning } from '../base/index.ts';
import type { Meanings } from '../graph/index.ts';
import type { Manifest, ManifestNode } from '../manifest/index.ts';
import type { ArtifactManifest } from '../project/index.ts';
import { macrosUsed } from './definition-macros.ts';
import type { Read } from './definition-vars.ts';
import { hashOfEnv, hashOfVar, type RecordedState, recordedState } from './recorded-state.ts';
import { settingsMeaning, textMeaning } from './template-meaning.ts';

/** What is compared with the earlier manifest. */
export interface ProjectNow {
  readonly manifest: Manifest;
  readonly readsOf: (node: ManifestNode) => readonly Read[];
}

/** What a precise comparison of states needs beside the two manifests. */
export function stateMeanings({ manifest, readsOf }: ProjectNow, earlier: ArtifactManifest): Meanings {
  const before = recordedState(earlier.metadata?.env);
  const nodeOf = (id: NodeId): ManifestNode | undefined => manifest.nodes.get(id);
  const meanings = new Map<string, string>();
  const meaning = (text: string): string => {
    const known = meanings.get(text) ?? textMeaning(text);
    meanings.set(text, known);
    return known;
  };
  return {
    sameText: (old, now) => meaning(old) === meaning(now),
    macrosOf: kept((id: NodeId) => {
      const node = nodeOf(id);
      return node === undefined ? [] : Object.keys(macrosUsed(node, manifest));
    }),
    settingsDiffer: (id) => {
      const macro = manifest.macros.byId(id);
      return (
        before !== undefined && macro !== undefined && before.settings(id) !== settingsMeaning(macro.template)
      );
    },
    readsDiffer: kept((id: NodeId) => {
      const node = nodeOf(id);
      return (
        before !== undefined && node !== undefined && readsOf(node).some((read) => differs(read, before))
      );
    }),
    seedDiffers: (id) => {
      const seed = nodeOf(id);
      const known = before?.seed(id);
      return seed?.resource !== 'seed' || (known !== undefined && known !== seed.checksum);
    },
    told: before === undefined ? notRecorded([...manifest.nodes.values()], readsOf) : [],
  };
}

/** What is read is what came of it: a value that is given now and is what the default was is the same. */
function differs({ kind, name, value, fallback }: Read, before: RecordedState): boolean {
  const [known, hash] = kind === 'var' ? [before.var(name), hashOfVar] : [before.env(name), hashOfEnv];
  const was = known ?? (fallback === undefined ? undefined : hash(name, fallback));
  return was !== hash(name, value);
}

/** Where nothing is known of vars, and some are read. */
function notRecorded(
  nodes: readonly ManifestNode[],
  readsOf: (node: ManifestNode) => readonly Read[],
): readonly Diagnostic[] {
  if (nodes.every((node) => readsOf(node).length === 0)) return [];
  return [
    warning('A2124', 'the earlier manifest.json does not tell the values of vars and environment variables', {
      hint: 'a change of one is not found; manifest.json of this version of Assay has them',
    }),
  ];
}

function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    if (!known.has(key)) known.set(key, make(key));
    return known.get(key)!;
  };
}
