import { error, fail, type NodeId, ok, type RelationName, type Result } from '../../base/index.ts';
import { type ArtifactManifest, earlierState, type Project } from '../../project/index.ts';

/** Where nodes are that an earlier run has built, by the manifest.json of its artifacts. */
export type BuiltElsewhere = ReadonlyMap<NodeId, RelationName>;

/** What `--defer` says to read instead of what was not built here; undefined without it. */
export function deferralOf({ root, flags }: Project): Result<BuiltElsewhere | undefined> {
  return flags.defer ? builtElsewhere(root, flags, 'defer to') : ok(undefined);
}

/** Of `--defer-state`, or else `--state`. */
export function builtElsewhere(
  root: string,
  { deferState, state }: Partial<Pick<Project['flags'], 'deferState' | 'state'>>,
  purpose: string,
): Result<BuiltElsewhere> {
  const dir = deferState ?? state;
  if (dir === undefined)
    return fail(
      error('A4013', `nothing says which run to ${purpose}`, {
        hint: 'name the folder with its artifacts: --state, or --defer-state',
      }),
    );
  const earlier = earlierState(root, dir);
  if (!earlier.ok) return earlier;
  const manifest = earlier.value.manifest();
  return manifest.ok ? ok(relationsIn(manifest.value)) : manifest;
}

const builds: ReadonlySet<string> = new Set(['model', 'seed', 'snapshot']);

function relationsIn({ nodes }: ArtifactManifest): BuiltElsewhere {
  const relations = new Map<NodeId, RelationName>();
  for (const [id, { resource_type, config, database, schema, alias }] of Object.entries(nodes)) {
    const materialized = (config as { materialized?: unknown } | undefined)?.materialized;
    if (!builds.has(resource_type) || materialized === 'ephemeral') continue;
    if (typeof schema !== 'string' || typeof alias !== 'string') continue;
    relations.set(id, { schema, identifier: alias, ...(typeof database === 'string' && { database }) });
  }
  return relations;
}
