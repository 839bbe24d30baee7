import { ok, type Result } from '../../base/index.ts';
import type { ConfigKind, ConfigLayer, YamlMapping, YamlValue } from '../../project/index.ts';
import type { Captured } from '../captured.ts';
import { renderLayers } from '../render-config.ts';
import type { DraftSettings } from './draft.ts';

export interface ResolvedConfig {
  /** One layer of all, templates evaluated. */
  readonly merged: ConfigLayer;
  /** From the outermost to the one that counts most. */
  readonly layers: readonly ConfigLayer[];
  /** See `NodeCommon.unrenderedConfig`. */
  unrendered(): YamlMapping;
}

/**
 * The config of a node: the folders of its package's project file, what its properties say, what its own file says, and
 * for a node of a package the folders of the root project's file, which come over all.
 */
export function resolveConfig(
  kind: ConfigKind,
  fqn: readonly string[],
  properties: readonly ConfigLayer[],
  inFile: Pick<Captured, 'config' | 'asRead' | 'asWritten'>,
  settings: DraftSettings,
): Result<ResolvedConfig> {
  const { owner, project } = settings;
  const inherited = owner.configsFor(kind, fqn);
  const over = owner.isRoot ? [] : project.configsFor(kind, fqn);
  const all = [...inherited, ...properties, inFile.config, ...over];
  if (inFile.asRead === undefined && all.every((layer) => layer.length === 0)) return nothing;
  // In dbt projects the files are read with their templates evaluated, and what these give is as it is meant to be.
  const isWritten = project.flags.stateModifiedCompareMoreUnrenderedValues || project.flags.preciseState;
  const rendered = project.policies.capture === 'rendered' ? ok(all) : renderLayers(all, settings);
  if (!rendered.ok) return rendered;
  const layers = rendered.value;
  return ok({
    merged: project.configs.merge(layers),
    layers,
    unrendered: () =>
      flat([
        ...inherited.map(asWritten),
        ...(isWritten ? properties.map(asWritten) : properties),
        inFile.asWritten ?? inFile.config,
        ...over.map(asWritten),
        // In dbt projects: dbt puts these on top, where it did not have to render anything.
        ...(inFile.asRead === undefined ? [] : [inFile.asRead]),
      ]),
  });
}

/** Of most tests. */
const nothing: Result<ResolvedConfig> = ok({ merged: [], layers: [], unrendered: () => ({}) });

const asWritten = (layer: ConfigLayer): ConfigLayer =>
  layer.map((entry) => (entry.written === undefined ? entry : { ...entry, value: entry.written }));

const flat = (layers: readonly ConfigLayer[]): YamlMapping =>
  Object.fromEntries(layers.flat().map(({ key, value }): [string, YamlValue] => [key, value]));
