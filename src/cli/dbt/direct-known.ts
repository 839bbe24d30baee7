import type { DefinedType, EngineResult, ExistingRelation, Warehouse } from '../../adapter/index.ts';
import { duckdb } from '../../adapters/duckdb/index.ts';
import { groupBy, isAddress, type NodeId, type RelationName, systemClock } from '../../base/index.ts';
import type { TimeFilter } from '../../compile/index.ts';
import { textOfFileSource } from '../../compile/index.ts';
import type { OpenKnownRequest } from '../../execute/index.ts';
import {
  defineTemplate,
  hashedValues,
  macrosUsed,
  readsNamed,
  type TemplateSettings,
  textMeaning,
} from '../../fingerprint/index.ts';
import type { Manifest, ManifestNode, SourceNode } from '../../manifest/index.ts';
import { relationKey } from '../../publish/index.ts';
import { toJs } from '../../template/index.ts';
import { definedTarget } from '../open/known-for-run.ts';
import type { OpenProject } from '../open/open-project.ts';
import { version } from '../version.ts';
import { neverReused } from './never-reused.ts';

const userFunctions =
  'select schema_name, function_name, parameters, macro_definition from duckdb_functions() where not internal order by all';

/** What there is in the schemas of a project's nodes and sources. */
export class ExistingRelations {
  readonly #kinds: ReadonlyMap<string, ExistingRelation['kind']>;
  readonly #own: string;
  /** The functions and types that users have made, hashed; undefined where there are none. */
  readonly functions: string | undefined;
  readonly functionNames: readonly string[];

  private constructor(
    found: readonly ExistingRelation[],
    own: string,
    functions: readonly (readonly unknown[])[],
    types: readonly DefinedType[],
  ) {
    this.functionNames = functions.map(([, name]) => String(name));
    const defined = [...functions, ...types.map(({ name, definition }) => [name, definition])];
    this.functions = defined.length === 0 ? undefined : hashedValues(defined);
    this.#own = own;
    this.#kinds = new Map(found.map((each) => [this.#key(each), each.kind]));
  }

  static async in(
    warehouse: Warehouse,
    { project, manifest }: OpenProject,
  ): Promise<EngineResult<ExistingRelations>> {
    const own = project.target.profile?.database ?? '';
    const places = [...manifest.nodes.values()].flatMap((node) => placeOf(node) ?? []);
    const schemas = [...groupBy(places, ({ database = own, schema }) => `${database}.${schema}`).values()];
    const session = await warehouse.session();
    try {
      const found = await session.relations(schemas.map(([first]) => ({ database: own, ...first! })));
      if (!found.ok) return found;
      const functions = await session.query(userFunctions);
      if (!functions.ok) return functions;
      const types = await session.definedTypes();
      if (!types.ok) return types;
      const value = new ExistingRelations(found.value, own, functions.value.rows, types.value);
      return { ok: true, value };
    } finally {
      session.release();
    }
  }

  kindOf(relation: RelationName): ExistingRelation['kind'] | undefined {
    return this.#kinds.get(this.#key(relation));
  }

  #key = ({ database = this.#own, schema, identifier }: RelationName): string =>
    relationKey({ database, schema, identifier });
}

function placeOf(node: ManifestNode): RelationName | undefined {
  if (node.resource === 'source') return node.from.kind === 'table' ? node.from.relation : undefined;
  return node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot'
    ? node.relation
    : undefined;
}

export interface DirectKnownRun {
  readonly runId: string;
  readonly warehouse: Warehouse;
  readonly existing: ExistingRelations;
  readonly sample?: TimeFilter;
}

/** What finding out what is known of a dbt project's nodes takes. */
export function directKnownRequest(opened: OpenProject, run: DirectKnownRun): OpenKnownRequest {
  const { project, manifest } = opened;
  const ownDatabase = project.target.profile?.database;
  const owners = new Map([project, ...project.packages].map((owner) => [owner.name, owner]));
  const { threads: _, ...target } = project.target.profile?.given ?? {};
  const common: Omit<TemplateSettings, 'files' | 'tableVersion'> = {
    manifest,
    globals: (name) => opened.globalsOf(owners.get(name) ?? project),
    allVars: hashedValues([...owners.values()].map(({ vars }) => vars)),
    seenTarget: hashedValues(target),
    relation: (name) => duckdb.relation(name),
    never: (node) => neverReused(node, manifest),
    place: (source) => JSON.stringify([placeOf(source), textOfFileSource(source)]),
    target: { ...definedTarget(project.target), ...definedRun(opened, run) },
    engine: run.warehouse.engine,
    assay: version,
  };
  const built = new Set(relationsOf(manifest).map(relationKey));
  /** A view, or what the project itself builds, changes without anything being written to it by others. */
  const isTable = (id: NodeId): boolean => {
    const node = manifest.nodes.get(id);
    const place = node && placeOf(node);
    if (place === undefined) return true;
    return run.existing.kindOf(place) === 'table' && !built.has(relationKey(place));
  };
  return {
    adapter: duckdb,
    manifest,
    root: project.root,
    builder: `${project.name}/${project.target.name}`,
    schema: project.target.schema,
    runId: run.runId,
    now: systemClock.now,
    exists: ({ relation }) => run.existing.kindOf(relation) !== undefined,
    ...(ownDatabase !== undefined && { ownDatabase }),
    external,
    define: ({ files, tableVersion }) => {
      const settings: TemplateSettings = {
        ...common,
        files,
        tableVersion: (id) => {
          const node = manifest.nodes.get(id);
          const isFile = node?.resource === 'source' && external(node) !== undefined;
          return isFile || isTable(id) ? tableVersion(id) : undefined;
        },
      };
      return (node) => defineTemplate(node, settings);
    },
  };
}

/** The files of a source with an `external_location`: only what is written out and local can be looked at. */
function external(source: SourceNode): { readonly paths?: readonly string[] } | undefined {
  const text = textOfFileSource(source);
  if (text === undefined) return undefined;
  const [, path] = /^'([^']*)'$/.exec(text) ?? [];
  return path === undefined || isAddress(path) ? {} : { paths: [path] };
}

const relationsOf = (manifest: Manifest): RelationName[] =>
  [...manifest.nodes.values()].flatMap((node) => (node.resource === 'source' ? [] : (placeOf(node) ?? [])));

/** What of an invocation and of the project as a whole has an influence on what comes out. */
function definedRun(opened: OpenProject, { sample, existing }: DirectKnownRun): Record<string, string> {
  const { project, manifest } = opened;
  const { flags, quoting } = project;
  const vars = (hook: ManifestNode) =>
    readsNamed(hook, manifest, opened.globalsOf(project), (name) => name).map(({ value }) => toJs(value));
  const hooks = [...manifest.nodes.values()].flatMap((node) =>
    node.resource === 'operation' && node.when === 'on-run-start' ? [node] : [],
  );
  return {
    project: project.name,
    quoting: JSON.stringify(quoting),
    ...(flags.empty && { empty: 'true' }),
    ...(sample && { sample: JSON.stringify(sample) }),
    ...(flags.storeFailures && { store_failures: 'true' }),
    // They may define functions, or set something.
    ...Object.fromEntries(
      hooks.map((hook) => [
        hook.id,
        hashedValues([textMeaning(hook.template.source.text), macrosUsed(hook, manifest), vars(hook)]),
      ]),
    ),
    ...(existing.functions !== undefined && { functions: existing.functions }),
  };
}
