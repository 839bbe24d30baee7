import { isDeepStrictEqual } from 'node:util';
import type { NodeId } from '../../base/index.ts';
import type { ParsedFile } from '../../parse/index.ts';
import { Linking } from '../link.ts';
import { type LoadedManifest, type ManifestRequest, settingsFor } from '../load-manifest.ts';
import { Names } from '../names.ts';
import { draftNodes } from '../node-drafts.ts';
import type { ManifestNode } from '../nodes.ts';
import { sortFiles } from '../package-sources.ts';
import { collectPatches } from '../patches.ts';
import { collectOverrides } from '../source-overrides.ts';

/** Kinds of files of which nothing follows but a node, and what others ask of that. */
export const redraftable: ReadonlySet<string> = new Set(['model', 'seed', 'test']);

/**
 * The nodes of changed files, made anew: files of models, seeds and singular tests of a native project, together with the
 * properties files that describe them. Undefined where something about one is different that other nodes ask for, its
 * name, its relation, whether it is there at all; or where it is wrong. Then everything is to be read anew.
 */
export function redraft(
  { manifest }: Pick<LoadedManifest, 'manifest'>,
  request: ManifestRequest,
): ReadonlyMap<NodeId, ManifestNode> | undefined {
  const { project, files } = request;
  const sources = sortFiles({ package: project, files });
  const patches = collectPatches([sources], ['model', 'seed', 'test']);
  const overrides = collectOverrides([]);
  if (!patches.ok || !overrides.ok) return undefined;
  const settings = settingsFor(request, manifest.macros)(project);
  const drafted = draftNodes({ ...sources, properties: [] }, patches.value, overrides.value, settings);
  if (!drafted.ok || drafted.value.drafts.length !== files.filter(isNode).length) return undefined;
  const { drafts } = drafted.value;
  const isAlike = drafts.every(({ node }) => {
    const before = manifest.nodes.get(node.id);
    return before !== undefined && isDeepStrictEqual(askedByOthers(node), askedByOthers(before));
  });
  if (!isAlike) return undefined;
  const names = new Names(manifest.nodes.values(), manifest.disabled, {
    root: project.name,
    ownFirst: project.flags.requireRefSearchesNodePackageBeforeRoot,
  });
  const linking = new Linking(names, project);
  const linked = drafts.map((draft) => linking.link(draft));
  if (linking.diagnostics.length > 0 || linking.warnings.length > 0) return undefined;
  if (linked.some(({ config }) => !config.enabled)) return undefined;
  return new Map(linked.map((node) => [node.id, node]));
}

const isNode = ({ kind }: ParsedFile): boolean => kind !== 'properties';

/** What other nodes, their tests among them, and checks over all nodes ask of one. */
function askedByOthers(node: ManifestNode): object {
  const { id, resource, name, package: owner, path, fqn } = node;
  const common = { id, resource, name, owner, path, fqn, enabled: node.config.enabled };
  if (node.resource === 'seed') {
    const { relation, group, patchPath } = node;
    return { ...common, relation, group, patchPath };
  }
  if (node.resource !== 'model') return { ...common, described: 'patchPath' in node && node.patchPath };
  const { relation, group, patchPath, access, version, latestVersion, language } = node;
  return { ...common, relation, group, patchPath, access, version, latestVersion, language };
}
