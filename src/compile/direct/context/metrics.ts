import { HostFunction, PyDict, type PyObject, TemplateError, type Value } from '../../../template/index.ts';
import type { Rendering } from '../rendering.ts';

/** `metric('revenue')`, `metric('package', 'revenue')`: prints its name, and has what manifest.json says of it. */
export const metricFunction = (rendering: Rendering): Value =>
  new HostFunction('metric', (args) => {
    const [first, second] = args;
    if (args.length === 0 || args.length > 2 || args.some((arg) => typeof arg !== 'string'))
      throw new TemplateError('A3003', 'metric() takes the name of a metric, or a package and a name');
    const name = String(second ?? first);
    const { described } = rendering.settings.manifest;
    const owners =
      second === undefined
        ? [rendering.settings.project.name, rendering.packageName, undefined]
        : [String(first)];
    const named = [...described.values()].filter((each) => each.resource === 'metric' && each.name === name);
    const found = owners.flatMap((owner) =>
      named.filter((each) => owner === undefined || each.package === owner),
    )[0];
    if (found === undefined) throw new TemplateError('A2304', `there is no metric '${name}'`);
    return new MetricReference(name, found.package, () => {
      const metrics = rendering.graph.value.get('metrics');
      const entry = metrics instanceof PyDict ? metrics.get(found.id) : undefined;
      return entry instanceof PyDict ? entry : new PyDict();
    });
  });

class MetricReference implements PyObject {
  readonly typeName = 'ResolvedMetricReference';
  readonly #name: string;
  readonly #package: string;
  readonly #entry: () => PyDict;

  constructor(name: string, packageName: string, entry: () => PyDict) {
    this.#name = name;
    this.#package = packageName;
    this.#entry = entry;
  }

  getAttr(name: string): Value | undefined {
    if (name === 'metric_name') return this.#name;
    if (name === 'package_name') return this.#package;
    return this.#entry().get(name);
  }

  attributeNames(): Iterable<string> {
    return ['metric_name', 'package_name'];
  }

  toText(): string {
    return this.#name;
  }

  repr(): string {
    return `<${this.typeName} ${this.#name}>`;
  }
}
