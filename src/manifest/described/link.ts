import { type Diagnostic, didYouMean, error, fail, type NodeId, ok, type Result } from '../../base/index.ts';
import type { Project } from '../../project/index.ts';
import { accessProblems } from '../access.ts';
import type { DescribedResource, Metric } from '../described-resources.ts';
import type { Names } from '../names.ts';
import type { ManifestNode } from '../nodes.ts';
import { inputMetrics, ownMeasures } from '../semantic/input-measures.ts';
import { metricShape } from '../semantic/metric-shape.ts';
import { mappingsOf, textOf } from '../semantic/reading.ts';
import type { DescribedDraft } from './draft.ts';
import { placeOf } from './place-of.ts';
import type { References } from './references.ts';

export interface Linked {
  readonly described: ReadonlyMap<NodeId, DescribedResource>;
  readonly disabled: readonly DescribedResource[];
  /** The metrics that templates of nodes name. */
  readonly named: ReadonlyMap<NodeId, readonly NodeId[]>;
}

/** Turns the names in exposures, metrics, semantic models and saved queries into edges. */
export function linkDescribed(
  drafts: readonly DescribedDraft[],
  names: Names,
  project: Project,
  nodes: Iterable<ManifestNode>,
): Result<Linked> {
  const enabled = drafts.filter(({ node }) => node.config.enabled);
  const disabled = drafts.filter(({ node }) => !node.config.enabled).map(({ node }) => node);
  const links = new Links(drafts, project.name);
  const described = new Map<NodeId, DescribedResource>();
  const diagnostics: Diagnostic[] = [];
  for (const draft of enabled) {
    const { node, references } = draft;
    const found = names.resolve(references.refs, references.sources, node.package);
    const metrics = links.metricsOf(draft);
    const measures = node.resource === 'metric' ? links.inputsOf(draft, node) : none;
    const forbidden = accessProblems(node, references.refs, names, project);
    diagnostics.push(...found.diagnostics, ...metrics.diagnostics, ...measures.diagnostics, ...forbidden);
    const nodes = [...new Set([...found.nodes, ...metrics.nodes, ...measures.nodes])];
    described.set(node.id, { ...node, dependsOn: { nodes, macros: [] } });
  }
  const named = new Map<NodeId, readonly NodeId[]>();
  for (const node of nodes) {
    if (node.metrics === undefined || node.metrics.length === 0) continue;
    const found = links.resolve(node.metrics, node.package, () => node.locate());
    diagnostics.push(...found.diagnostics);
    named.set(node.id, found.nodes);
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok({ described, disabled, named });
}

interface Resolved {
  readonly nodes: readonly NodeId[];
  readonly diagnostics: readonly Diagnostic[];
}

const none: Resolved = { nodes: [], diagnostics: [] };

/** The metrics and measures that there are, by name. */
class Links {
  readonly #metrics: readonly Metric[];
  /** The semantic model of each measure. */
  readonly #measures = new Map<string, DescribedResource>();
  readonly #root: string;

  constructor(drafts: readonly DescribedDraft[], root: string) {
    this.#root = root;
    const nodes = drafts.map(({ node }) => node);
    this.#metrics = nodes.filter((node) => node.resource === 'metric');
    for (const node of nodes) {
      if (node.resource !== 'semantic_model') continue;
      for (const measure of mappingsOf(node.definition.measures)) {
        const name = textOf(measure.name) ?? '';
        const known = this.#measures.get(name);
        if (known === undefined || !known.config.enabled) this.#measures.set(name, node);
      }
    }
  }

  /** What an exposure or saved query says of metrics. */
  metricsOf({ node, references, declaration }: DescribedDraft): Resolved {
    const key = node.resource === 'saved_query' ? 'query_params' : 'depends_on';
    return this.resolve(references.metrics, node.package, (name) =>
      placeOf(declaration.properties, key, name),
    );
  }

  /** Metrics by name, or by package and name. */
  resolve(
    metrics: References['metrics'],
    from: string,
    locate: (name: string) => ReturnType<Metric['locate']>,
  ): Resolved {
    const nodes: NodeId[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const [first = '', second] of metrics) {
      const [owner, name] = second === undefined ? [undefined, first] : [first, second];
      const metric = this.#metric(name, from, owner);
      if (metric?.config.enabled === true) nodes.push(metric.id);
      else diagnostics.push(this.#unknown(name, metric, locate(name)));
    }
    return { nodes, diagnostics };
  }

  /** What a metric is made of. */
  inputsOf({ declaration }: DescribedDraft, node: Metric): Resolved {
    const shape = metricShape(node.definition);
    const { properties } = declaration;
    const location = (name: string) => placeOf(properties, 'type_params', name);
    const missing = missingInput(node);
    if (missing !== undefined)
      return {
        nodes: [],
        diagnostics: [
          error('A2306', `the ${shape.type} metric '${node.name}' needs ${missing}`, {
            location: properties.locate('type_params'),
            hint: `put it under 'type_params:'`,
          }),
        ],
      };
    const nodes: NodeId[] = [];
    const diagnostics: Diagnostic[] = [];
    for (const { name } of ownMeasures(shape)) {
      const model = this.#measures.get(name);
      if (model?.config.enabled === true) nodes.push(model.id);
      else
        diagnostics.push(
          error('A2305', unknownMeasure(name, model), {
            location: location(name),
            hint: didYouMean(name, this.#measures.keys()) ?? 'measures stand in semantic models',
          }),
        );
    }
    for (const { name } of inputMetrics(shape)) {
      const metric = this.#metric(name, node.package);
      if (metric?.config.enabled === true) nodes.push(metric.id);
      else diagnostics.push(this.#unknown(name, metric, location(name)));
    }
    return { nodes, diagnostics };
  }

  /** The root project's metric, else that of the package that asks, else any. */
  #metric(name: string, from: string, owner?: string): Metric | undefined {
    const named = this.#metrics.filter((metric) => metric.name === name);
    const places = owner === undefined ? [this.#root, from, undefined] : [owner];
    const candidates = places.flatMap((place) =>
      named.filter((metric) => place === undefined || metric.package === place),
    );
    return candidates.find((metric) => metric.config.enabled) ?? candidates[0];
  }

  #unknown(name: string, disabled: Metric | undefined, location: ReturnType<Metric['locate']>): Diagnostic {
    const known = this.#metrics.map((metric) => metric.name);
    return disabled === undefined
      ? error('A2304', `there is no metric '${name}'`, {
          location,
          hint: didYouMean(name, known) ?? "metrics are declared under 'metrics:' in a properties file",
        })
      : error('A2304', `the metric '${name}' is disabled`, { location, hint: 'enable it, or do not use it' });
  }
}

function missingInput({ definition }: Metric): string | undefined {
  const { type, type_params: params } = metricShape(definition);
  if ((type === 'simple' || type === 'cumulative') && params.measure === null) return "a 'measure'";
  if (type === 'conversion' && params.conversion_type_params === null) return "'conversion_type_params'";
  if (type === 'ratio' && (params.numerator === null || params.denominator === null))
    return "a 'numerator' and a 'denominator'";
  return undefined;
}

const unknownMeasure = (name: string, disabled: DescribedResource | undefined): string =>
  disabled === undefined
    ? `no semantic model has a measure '${name}'`
    : `the measure '${name}' is in the semantic model '${disabled.name}', which is disabled`;
