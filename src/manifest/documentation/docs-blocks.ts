import { type Diagnostic, error, fail, ok, type Result } from '../../base/index.ts';
import type { DocsBlock } from '../described-resources.ts';
import type { PackageSources } from '../package-sources.ts';

/** The docs blocks of the project and its packages, as `doc()` finds them. */
export class DocsBlocks {
  readonly byId: ReadonlyMap<string, DocsBlock>;
  readonly #root: string;

  constructor(byId: ReadonlyMap<string, DocsBlock>, root: string) {
    this.byId = byId;
    this.#root = root;
  }

  /** The root project's block of a name, else that of the package it is asked for in, else any. */
  find(name: string, packageName: string | undefined, from: string): DocsBlock | undefined {
    if (packageName !== undefined) return this.byId.get(idOf(packageName, name));
    return (
      this.byId.get(idOf(this.#root, name)) ??
      this.byId.get(idOf(from, name)) ??
      [...this.byId.values()].find((block) => block.name === name)
    );
  }

  names(): string[] {
    return [...this.byId.values()].map(({ name }) => name);
  }
}

const idOf = (owner: string, name: string): string => `doc.${owner}.${name}`;

export function collectDocsBlocks(packages: readonly PackageSources[], root: string): Result<DocsBlocks> {
  const blocks = new Map<string, DocsBlock>([[overview.id, overview]]);
  const diagnostics: Diagnostic[] = [];
  for (const { package: owner, docs } of packages) {
    for (const { file, blocks: found } of docs) {
      for (const { name, text, start } of found) {
        const id = idOf(owner.name, name);
        const known = blocks.get(id);
        if (known === undefined) blocks.set(id, { id, name, package: owner.name, path: file.path, text });
        else
          diagnostics.push(
            error('A2301', `two docs blocks are called '${name}': ${known.path} and ${file.path}`, {
              location: file.text.location(start),
              hint: 'rename one of them',
            }),
          );
      }
    }
  }
  return diagnostics.length > 0 ? fail(...diagnostics) : ok(new DocsBlocks(blocks, root));
}

/** What documentation sites show first, unless the project has a block of this name. */
const overview: DocsBlock = {
  id: 'doc.dbt.__overview__',
  name: '__overview__',
  package: 'dbt',
  path: 'docs/overview.md',
  text: 'The models of this project, what they read and how they are tested.',
};
