import { type Diagnostic, type DiagnosticParts, didYouMean, error, type NodeId } from '../base/index.ts';
import type { CallPlace, RefCall, SourceCall } from './capture.ts';
import type { BuildableNode, ManifestNode, SourceNode } from './nodes.ts';

/** What `ref()` and `source()` can name. */
export class Names {
  readonly #refs = new Map<string, BuildableNode>();
  readonly #sources = new Map<string, SourceNode>();
  readonly #disabled = new Map<string, ManifestNode>();

  constructor(nodes: Iterable<ManifestNode>, disabled: Iterable<ManifestNode>) {
    for (const node of nodes) {
      if (node.resource === 'model' || node.resource === 'seed') this.#refs.set(node.name, node);
      else if (node.resource === 'source') this.#sources.set(`${node.sourceName}.${node.name}`, node);
    }
    for (const node of disabled) {
      this.#disabled.set(node.resource === 'source' ? `${node.sourceName}.${node.name}` : node.name, node);
    }
  }

  ref(name: string, packageName?: string): BuildableNode | undefined {
    const node = this.#refs.get(name);
    return packageName === undefined || node?.package === packageName ? node : undefined;
  }

  source(source: string, table: string): SourceNode | undefined {
    return this.#sources.get(`${source}.${table}`);
  }

  /** The nodes that the calls name, or what is wrong with them. */
  resolve(
    refs: readonly RefCall[],
    sources: readonly SourceCall[],
  ): { nodes: NodeId[]; diagnostics: Diagnostic[] } {
    const nodes = new Set<NodeId>();
    const diagnostics = new Map<string, Diagnostic>();
    for (const call of refs) {
      const node = this.ref(call.name, call.package);
      if (node !== undefined) nodes.add(node.id);
      else if (!diagnostics.has(call.name))
        diagnostics.set(call.name, this.unknownRef(call.name, placeOf(call), call.package));
    }
    for (const call of sources) {
      const node = this.source(call.source, call.table);
      const name = `${call.source}.${call.table}`;
      if (node !== undefined) nodes.add(node.id);
      else if (!diagnostics.has(name))
        diagnostics.set(name, this.unknownSource(call.source, call.table, placeOf(call)));
    }
    return { nodes: [...nodes], diagnostics: [...diagnostics.values()] };
  }

  unknownRef(name: string, place: DiagnosticParts = {}, packageName?: string): Diagnostic {
    const disabled = this.#disabled.get(name);
    if (disabled !== undefined) {
      return error('A2016', `'${name}' is disabled`, {
        ...place,
        hint: `enable it in ${disabled.path}, or do not read it`,
      });
    }
    const elsewhere = this.#refs.get(name);
    if (packageName !== undefined && elsewhere !== undefined) {
      const hint = `the project '${elsewhere.package}' has it: ref('${name}')`;
      return error('A2014', `nothing is called '${name}' in the package '${packageName}'`, {
        ...place,
        hint,
      });
    }
    return error('A2014', `nothing is called '${name}'`, { ...place, hint: this.#meant(name) });
  }

  #meant(name: string): string {
    if (name.includes('{{')) return "inside of {{ }} there are no further braces: ref(var('…'))";
    const source = [...this.#sources.values()].find((node) => node.name === name);
    if (source !== undefined) return `it is a source: source('${source.sourceName}', '${name}')`;
    const closest = didYouMean(name, this.#refs.keys());
    const node = closest && this.#refs.get(/'(.*)'/.exec(closest)?.[1] ?? '');
    return closest && node
      ? `did you mean '${node.name}' (${node.path})?`
      : 'assay ls shows every name of the project';
  }

  unknownSource(source: string, table: string, place: DiagnosticParts = {}): Diagnostic {
    const name = `${source}.${table}`;
    const disabled = this.#disabled.get(name);
    if (disabled !== undefined)
      return error('A2016', `the source '${name}' is disabled`, {
        ...place,
        hint: `enable it in ${disabled.path}`,
      });
    const tables = [...this.#sources.values()]
      .filter((node) => node.sourceName === source)
      .map((node) => node.name);
    return error('A2015', `no source is called '${name}'`, {
      ...place,
      ...(tables.length > 0 && { detail: [`the source '${source}' has: ${tables.join(', ')}`] }),
      hint: didYouMean(name, this.#sources.keys()) ?? "declare it under 'sources:' in a properties file",
    });
  }
}

function placeOf(call: CallPlace): DiagnosticParts {
  const related = call.related?.();
  return { location: call.locate(), ...(related !== undefined && { related }) };
}
