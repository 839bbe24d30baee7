import { foldersBelow } from './drafts/identity.ts';
import type { PackageSources } from './package-sources.ts';

/**
 * Whether project files switch a model or seed off. What the properties of a package say of such a one is said of another
 * package's node of that name, if there is one: so projects replace the seeds of packages.
 */
export function isSwitchedOff(
  kind: string,
  name: string,
  { package: owner, queries, seeds }: PackageSources,
  packages: readonly PackageSources[],
): boolean {
  if (kind !== 'model' && kind !== 'seed') return false;
  const found =
    kind === 'seed'
      ? seeds.find((seed) => seed.name === name)
      : queries.find((query) => query.kind === 'model' && query.name === name);
  if (found === undefined) return false;
  const root = packages.find((each) => each.package.isRoot)?.package;
  const fqn = [owner.name, ...foldersBelow(found.file), name];
  const layers = [owner, ...(owner.isRoot || root === undefined ? [] : [root])].flatMap((each) =>
    each.configsFor(`${kind}s`, fqn),
  );
  const said = layers.flat().filter(({ key }) => key === 'enabled');
  if ('template' in found)
    for (const { name: called, inside, kwargs } of found.template.calls)
      if (called === 'config' && inside === undefined && kwargs.enabled !== undefined)
        return kwargs.enabled === false;
  return said.at(-1)?.value === false;
}
