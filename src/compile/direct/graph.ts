import type { ManifestNode } from '../../manifest/index.ts';
import { fromJs, PyDict, type Value } from '../../template/index.ts';
import type { Effects } from '../effects.ts';
import { Overlay } from './overlay.ts';
import type { DirectSettings } from './settings.ts';

interface RunGraph {
  readonly graph: PyDict;
  /** What is of the project itself; packages add more. */
  readonly given: ReadonlySet<Value>;
}

const graphs = new WeakMap<DirectSettings, RunGraph>();

/** `graph`: everything of the project as manifest.json has it. It is one object in a run, to which packages may add. */
function graphOf(settings: DirectSettings): RunGraph {
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
  const made = { graph, given: new Set(graph.keys()) };
  graphs.set(settings, made);
  return made;
}

/**
 * The graph as one node sees it: what packages keep there, such as a memory of what they have asked, must be the same
 * each time that its template is rendered, whatever other nodes do meanwhile, and counts once it is rendered to the end.
 */
export class GraphView {
  readonly #settings: DirectSettings;
  readonly #effects: Effects;
  #frozen: Overlay | undefined;
  #own: Overlay | undefined;

  constructor(settings: DirectSettings, effects: Effects) {
    this.#settings = settings;
    this.#effects = effects;
  }

  get value(): PyDict {
    if (this.#own === undefined) {
      const { graph, given } = graphOf(this.#settings);
      const isAdded = (key: Value): boolean => !given.has(key);
      this.#frozen = this.#effects.keep('graph', () => new Overlay(graph, isAdded));
      this.#own = new Overlay(this.#frozen, isAdded);
    }
    return this.#own;
  }

  commit(): void {
    this.#own?.commit();
    this.#frozen?.commit();
  }
}
