import { type Diagnostic, warning } from '../../base/index.ts';
import type { ConfigKind, ProjectPackage } from '../../project/index.ts';
import type { DescribedResource } from '../described-resources.ts';
import type { ManifestNode } from '../nodes.ts';

type Resource = Pick<ManifestNode | DescribedResource, 'resource' | 'fqn'>;

const kinds: Readonly<Record<string, ConfigKind>> = {
  model: 'models',
  seed: 'seeds',
  snapshot: 'snapshots',
  source: 'sources',
  test: 'tests',
  unit_test: 'unit_tests',
  exposure: 'exposures',
  metric: 'metrics',
  semantic_model: 'semantic_models',
  saved_query: 'saved_queries',
};

/** The folders of the project file that no resource is in; what is disabled counts for every kind, as in dbt. */
export function checkUnusedConfigs(
  { configFolders }: Pick<ProjectPackage, 'configFolders'>,
  enabled: Iterable<Resource>,
  disabled: readonly Resource[],
): Diagnostic[] {
  if (configFolders.length === 0) return [];
  const deepest = Math.max(...configFolders.map(({ path }) => path.length));
  const wanted = new Set(configFolders.map(({ kind }) => kind));
  const places = new Set<string>();
  const add = (kind: string, fqn: readonly string[]): void => {
    for (let depth = Math.min(fqn.length, deepest); depth >= 0; depth--) places.add(keyOf(kind, fqn, depth));
  };
  for (const { resource, fqn } of enabled) {
    const kind = kinds[resource];
    if (kind !== undefined && wanted.has(kind)) add(kind, fqn);
  }
  for (const { fqn } of disabled) add('any', fqn);
  const isUsed = (kind: ConfigKind, path: readonly string[]): boolean =>
    [kind, 'any'].some((each) => places.has(keyOf(each, path, path.length)));
  return configFolders
    .filter(({ kind, path }) => !isUsed(kind, path))
    .map(({ kind, path, locate }) =>
      path.length === 0
        ? warning('A1014', `there are no ${kind.replace('_', ' ')} that this could configure`, {
            location: locate(),
          })
        : warning(
            'A1014',
            `no resource is in ${[kind, ...path].join('.')}, so what it configures applies to nothing`,
            {
              location: locate(),
              hint: hintFor(path),
            },
          ),
    );
}

/** Configs whose values are mappings, which are folders where the + is missing. */
const mappings = new Set(['meta', 'docs', 'persist_docs', 'grants', 'contract', 'column_types', 'quoting']);

function hintFor(path: readonly string[]): string {
  const last = path.at(-1)!;
  if (mappings.has(last)) return `write +${last} if it is a config`;
  return path.length === 1
    ? 'the first folder is the name of the project or of a package'
    : 'check the spelling of the folders';
}

const keyOf = (kind: string, fqn: readonly string[], depth: number): string =>
  [kind, ...fqn.slice(0, depth)].join('\0');
