import { relative } from 'node:path';
import { duckdb } from '../../adapters/duckdb/index.ts';
import type { RelationName } from '../../base/index.ts';
import { relationText } from '../../compile/index.ts';
import { databaseName, type ManifestNode } from '../../manifest/index.ts';
import { isMapping, isSequence, type Project, type ProjectPackage } from '../../project/index.ts';
import type { ManifestMeta } from '../../report/index.ts';
import { runPath } from './node-paths.ts';

/** What manifest.json says of the project, beside what is in the manifest itself. */
export function artifactSurroundings(
  project: Project,
): Pick<
  ManifestMeta,
  'adapterType' | 'complete' | 'database' | 'schema' | 'quoted' | 'below' | 'owner' | 'selectors' | 'runPath'
> {
  const { policies, target } = project;
  const complete = policies.artifactKeys === 'all';
  const database = target.profile?.database ?? databaseName(target.path);
  const named = policies.qualified
    ? (relation: RelationName, node?: ManifestNode) => relationText(project, relation, node)
    : duckdb.relation;
  const given = project.selectors?.value;
  return {
    adapterType: duckdb.name,
    complete,
    database,
    schema: target.schema,
    quoted: named,
    ...(complete && { below: belowResources([project, ...project.packages]), runPath }),
    owner: ownerOf(project),
    selectors: isMapping(given) && isSequence(given.selectors) ? given.selectors : [],
  };
}

/** Files of packages are named by their path from the project, as people see them. */
function ownerOf(project: Project): ManifestMeta['owner'] {
  const folders = project.packages.map(
    ({ name, root }) => [name, `${relative(project.root, root).replaceAll('\\', '/')}/`] as const,
  );
  return (path) => {
    const [name, folder] = folders.find(([, each]) => path.startsWith(each)) ?? [project.name, ''];
    return [name, path.slice(folder.length)];
  };
}

/** Cuts off the folder of resources that a file of a package is in. */
function belowResources(packages: readonly ProjectPackage[]): (owner: string, path: string) => string {
  const folders = new Map(
    packages.map(({ name, paths }) => [
      name,
      Object.values(paths)
        .filter((value): value is readonly string[] => Array.isArray(value))
        .flat()
        .sort((one, other) => other.length - one.length),
    ]),
  );
  return (owner, path) => {
    const folder = (folders.get(owner) ?? ['docs']).find((each) => path.startsWith(`${each}/`));
    return folder === undefined ? path : path.slice(folder.length + 1);
  };
}
