import type { ManifestNode } from '../../manifest/index.ts';
import { fromJs, PyDict, type Value } from '../../template/index.ts';
import type { DirectSettings } from './settings.ts';

const graphs = new WeakMap<DirectSettings, PyDict>();

/** `graph`: everything of the project as manifest.json has it. It is one object in a run, to which packages may add. */
export function graphOf(settings: DirectSettings): PyDict {
  const known = graphs.get(settings);
  if (known !== undefined) return known;
  const { manifest, describe } = settings;
  const of = (wanted: (node: ManifestNode) => boolean): Value =>
    new PyDict(
      [...manifest.nodes.values()].filter(wanted).map((node) => [node.id, fromJs(describe(node))] as const),
    );
  const graph = new PyDict([
    ['nodes', of(({ resource }) => resource !== 'source' && resource !== 'unit_test')],
    ['sources', of(({ resource }) => resource === 'source')],
    ...Object.entries(settings.describeRest()).map(([name, part]) => [name, fromJs(part)] as const),
  ]);
  graphs.set(settings, graph);
  return graph;
}
