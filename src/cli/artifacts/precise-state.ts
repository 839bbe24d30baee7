import { systemClock } from '../../base/index.ts';
import { readsIn, readsNamed, stateMeanings, stateRecord } from '../../fingerprint/index.ts';
import { byMeaning, type CompareRules } from '../../graph/index.ts';
import { fromYaml, type ManifestNode } from '../../manifest/index.ts';
import type { ArtifactManifest, Project, YamlMapping } from '../../project/index.ts';
import type { Value } from '../../template/index.ts';
import { compileSettings } from '../open/compile-settings.ts';
import type { OpenProject } from '../open/open-project.ts';

/** Whether states are compared by what is said, and not as dbt does. */
const isPrecise = ({ dialect, flags }: Project): boolean => dialect === 'native' || flags.preciseState;

/** How the states of a project are compared: dbt's own way in its projects, unless they ask for more. */
export function compareRules(opened: OpenProject, earlier: ArtifactManifest): CompareRules {
  const { project, manifest } = opened;
  if (!isPrecise(project))
    return { by: 'dbt', moreUnrendered: project.flags.stateModifiedCompareMoreUnrenderedValues };
  return { ...byMeaning, meanings: stateMeanings({ manifest, readsOf: readsOf(opened) }, earlier) };
}

/** What manifest.json tells of the project for a later comparison, beside dbt's keys. */
export function recordOf(opened: OpenProject): Readonly<Record<string, string>> {
  const { project, manifest } = opened;
  if (!isPrecise(project)) return {};
  const vars = new Map<string, Value>();
  for (const owner of [...project.packages].reverse().concat(project)) {
    const prefix = owner === project ? '' : `${owner.name}.`;
    for (const [name, value] of entriesOf(owner.vars)) vars.set(`${prefix}${name}`, value);
  }
  const macros = [...manifest.macros.all()].filter((macro) => !manifest.macros.isBuiltIn(macro));
  return stateRecord({ nodes: manifest.nodes.values(), macros, vars, environment: opened.environment });
}

const entriesOf = (vars: YamlMapping | ReadonlyMap<string, Value>): [string, Value][] =>
  vars instanceof Map
    ? [...(vars as ReadonlyMap<string, Value>)]
    : Object.entries(vars as YamlMapping).map(([name, value]) => [name, fromYaml(value)]);

/** A native template is rendered; one of a dbt project may ask the database, and is only looked at. */
function readsOf(opened: OpenProject) {
  const { project, manifest } = opened;
  if (project.dialect === 'native') {
    const run = { runId: '', startedAt: 0, fullRefresh: false, exists: () => false, emit: () => undefined };
    const compile = { ...compileSettings(opened, run), now: systemClock.now };
    return (node: ManifestNode) => readsIn(node, compile);
  }
  const packages = new Map([project, ...project.packages].map((owner) => [owner.name, owner]));
  return (node: ManifestNode) => {
    const owner = packages.get(node.package) ?? project;
    const qualified = (name: string) => (owner === project ? name : `${owner.name}.${name}`);
    return readsNamed(node, manifest, opened.globalsOf(owner), qualified);
  };
}
