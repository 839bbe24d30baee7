import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type NodeId, ok, type RelationName, type Result } from '../../base/index.ts';
import { type BuildableNode, databaseName, type Manifest } from '../../manifest/index.ts';
import { isMapping, type Project, type Target } from '../../project/index.ts';
import { type BuiltElsewhere, builtElsewhere } from '../dbt/deferral.ts';
import type { DeferOptions, SelectionOptions } from '../options.ts';

/** What `--defer` reads elsewhere in a native project. */
export interface Deferral {
  readonly relations: BuiltElsewhere;
  /** Also what exists here: `--favor-state`. */
  readonly favored: boolean;
  /** The target that is built in, with the databases attached that are read. */
  readonly target: Target;
}

export function deferralFor(
  options: DeferOptions & Pick<SelectionOptions, 'state'>,
  project: Project,
): Result<Deferral | undefined> {
  if (options.defer !== true) return ok(undefined);
  const built = builtElsewhere(project.root, options, 'defer to');
  if (!built.ok) return built;
  const { target } = project;
  const own = databaseName(target.path);
  const relations = new Map(
    [...built.value].map(([id, relation]): [NodeId, RelationName] => [id, withoutOwn(relation, own)]),
  );
  const databases = new Set([...relations.values()].flatMap(({ database }) => database ?? []));
  const attached = new Set(target.attach.map(({ alias, path }) => alias ?? databaseName(path)));
  const missing = [...databases].filter((name) => !attached.has(name));
  const attach = missing.flatMap((name) => {
    const path = fileOf(name, project);
    return path === undefined ? [] : [{ path, alias: name, readOnly: true }];
  });
  const favored = options.favorState === true;
  return ok({ relations, favored, target: { ...target, attach: [...target.attach, ...attach] } });
}

/** Where each node is read that is not built here: what was not selected, and is not there or not wanted. */
export function readElsewhere(
  { relations, favored }: Deferral,
  selected: ReadonlySet<NodeId>,
  { nodes }: Pick<Manifest, 'nodes'>,
  exists: (node: BuildableNode) => boolean,
): ReadonlyMap<NodeId, RelationName> {
  const elsewhere = new Map<NodeId, RelationName>();
  for (const node of nodes.values()) {
    if (node.resource !== 'model' && node.resource !== 'seed') continue;
    const relation = relations.get(node.id);
    if (relation === undefined || selected.has(node.id)) continue;
    if (favored || !exists(node)) elsewhere.set(node.id, relation);
  }
  return elsewhere;
}

const withoutOwn = ({ database, ...relation }: RelationName, own: string): RelationName =>
  database === undefined || database === own ? relation : { ...relation, database };

/** The file of another target that has the name of the database, if there is one. */
function fileOf(database: string, project: Project): string | undefined {
  const given = isMapping(project.file.value) ? project.file.value.targets : undefined;
  if (given === undefined || !isMapping(given)) return undefined;
  for (const target of Object.values(given)) {
    const path = isMapping(target) ? target.path : undefined;
    if (typeof path !== 'string' || databaseName(path) !== database) continue;
    const file = resolve(project.root, path);
    if (existsSync(file)) return file;
  }
  return undefined;
}
