import { type Diagnostic, type DiagnosticParts, didYouMean, error } from '../base/index.ts';
import type { Named, RefQuery } from './named.ts';
import type { ManifestNode, ReferableNode, SourceNode } from './nodes.ts';

type Shelf<Node> = ReadonlyMap<string, ReadonlyMap<string, Node>>;

/** Says why a name means nothing, and what may have been meant. */
export class UnknownNames {
  readonly #refs: Shelf<ReferableNode>;
  readonly #sources: Shelf<SourceNode>;

  constructor(refs: Shelf<ReferableNode>, sources: Shelf<SourceNode>) {
    this.#refs = refs;
    this.#sources = sources;
  }

  ref(query: RefQuery, named: Named<ReferableNode>, place: DiagnosticParts): Diagnostic {
    const { name, package: packageName, version } = query;
    if ('disabled' in named && named.disabled !== undefined) return disabledRef(name, named.disabled, place);
    if ('several' in named && named.several.length > 1) return severalPackages(name, named.several, place);
    const others = [...(this.#refs.get(name)?.values() ?? [])];
    if (version !== undefined) {
      const versions = others.flatMap((node) => this.#versionsOf(node));
      return error('A2206', `nothing is called '${name}' in the version ${version}`, {
        ...place,
        hint: versions.length > 0 ? `there is ${versions.join(', ')}` : this.#meant(name),
      });
    }
    const elsewhere = others[0];
    if (packageName !== undefined && elsewhere !== undefined) {
      const hint = `the project '${elsewhere.package}' has it: ref('${name}')`;
      return error('A2014', `nothing is called '${name}' in the package '${packageName}'`, {
        ...place,
        hint,
      });
    }
    return error('A2014', `nothing is called '${name}'`, { ...place, hint: this.#meant(name) });
  }

  source(source: string, table: string, named: Named<SourceNode>, place: DiagnosticParts): Diagnostic {
    const name = `${source}.${table}`;
    if ('disabled' in named && named.disabled !== undefined)
      return error('A2016', `the source '${name}' is disabled`, {
        ...place,
        hint: `enable it in ${named.disabled.path}`,
      });
    const tables = this.#all(this.#sources).filter((node) => node.sourceName === source);
    return error('A2015', `no source is called '${name}'`, {
      ...place,
      ...(tables.length > 0 && {
        detail: [`the source '${source}' has: ${tables.map((node) => node.name).join(', ')}`],
      }),
      hint: didYouMean(name, this.#sources.keys()) ?? "declare it under 'sources:' in a properties file",
    });
  }

  #all<Node>(shelf: Shelf<Node>): Node[] {
    return [...shelf.values()].flatMap((byPackage) => [...byPackage.values()]);
  }

  #versionsOf(node: ManifestNode): string[] {
    const versions = this.#all(this.#refs).flatMap((other) =>
      other.resource === 'model' &&
      other.name === node.name &&
      other.package === node.package &&
      other.version !== undefined
        ? [`v=${other.version}`]
        : [],
    );
    return [...new Set(versions)];
  }

  #meant(name: string): string {
    if (name.includes('{{')) return "inside of {{ }} there are no further braces: ref(var('…'))";
    const source = this.#all(this.#sources).find((node) => node.name === name);
    if (source !== undefined) return `it is a source: source('${source.sourceName}', '${name}')`;
    const closest = didYouMean(name, this.#refs.keys());
    const [node] = closest ? (this.#refs.get(/'(.*)'/.exec(closest)?.[1] ?? '')?.values() ?? []) : [];
    return closest && node
      ? `did you mean '${node.name}' (${node.path})?`
      : 'assay ls shows every name of the project';
  }
}

const disabledRef = (name: string, disabled: ManifestNode, place: DiagnosticParts): Diagnostic =>
  error('A2016', `'${name}' is disabled`, {
    ...place,
    hint: `enable it in ${disabled.path}, or do not read it`,
  });

const severalPackages = (name: string, nodes: readonly ReferableNode[], place: DiagnosticParts): Diagnostic =>
  error('A2201', `'${name}' is in several packages: ${nodes.map((node) => node.package).join(', ')}`, {
    ...place,
    hint: `say which one is meant: ref('${nodes[0]!.package}', '${name}')`,
  });
