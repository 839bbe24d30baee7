import type { ManifestNode } from '../../manifest/index.ts';

/** Where the compiled SQL of a node is written, relative to the project; dbt's layout. */
export const compiledPath = (node: ManifestNode, project: string): string =>
  `target/compiled/${project}/${compiledFileOf(node)}`;

/** Where what was sent to the database for a node is written, in dbt projects. */
export const runPath = (node: ManifestNode): string =>
  compiledPath(node, node.package).replace('target/compiled/', 'target/run/');

/** What is declared in another file has one of its own below that one's name. */
function compiledFileOf(node: ManifestNode): string {
  const { path } = node;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  switch (node.resource) {
    case 'test': {
      if (node.test.kind === 'singular') return path;
      const own = node.declaredConfig === undefined ? node.config.alias : node.fileName;
      return `${path}/${own ?? node.name}.sql`;
    }
    case 'unit_test':
      return `${path}/${folder}${node.name}${node.version === undefined ? '' : `_v${node.version}`}.sql`;
    case 'snapshot':
      return path.endsWith('.sql') ? path : `${path}/${path.slice(folder.length)}/${node.name}.sql`;
    case 'operation':
      return `${path}/hooks/${node.name}.sql`;
    default:
      return path;
  }
}
