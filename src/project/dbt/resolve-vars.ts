import type { ProjectPackage } from '../project.ts';
import { isMapping, type YamlMapping } from '../yaml/value.ts';

/**
 * What `var()` gives in the files of a package: its own `vars:`, over them those of the root project, over both
 * `--vars`; of each the ones below the package's name come before the others.
 */
export function resolveVars(
  of: Pick<ProjectPackage, 'name' | 'vars'>,
  root: Pick<ProjectPackage, 'name' | 'vars'>,
  given: YamlMapping,
): YamlMapping {
  const own = of.name === root.name ? {} : seenFrom(of.name, of.vars);
  return { ...own, ...seenFrom(of.name, root.vars), ...given };
}

function seenFrom(name: string, vars: YamlMapping): YamlMapping {
  const scoped = Object.hasOwn(vars, name) ? vars[name] : undefined;
  return isMapping(scoped) ? { ...vars, ...scoped } : vars;
}
