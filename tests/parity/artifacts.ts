import { sorted } from './record.ts';

export interface RunResults {
  readonly results: readonly {
    readonly unique_id: string;
    readonly status: string;
    readonly failures?: number | null;
    readonly compiled_code?: string | null;
  }[];
}

/** `success`, `pass`, `fail 3`: what a run says of each node. */
export function resultsOf({ results }: RunResults): Record<string, string> {
  const counts = (failures: number | null | undefined) => (failures ? ` ${failures}` : '');
  const lines = results.map(
    ({ unique_id, status, failures }) => [unique_id, `${status}${counts(failures)}`] as const,
  );
  return Object.fromEntries(lines.sort(([a], [b]) => (a < b ? -1 : 1)));
}

type Json = Record<string, unknown>;
const entries = (value: unknown): [string, Json][] => Object.entries((value ?? {}) as Record<string, Json>);

/** `sources.json`: the verdict on each source. */
export function freshnessOf(artifact: object): Record<string, string> {
  const { results } = artifact as { results: { unique_id: string; status: string }[] };
  return sorted(Object.fromEntries(results.map((each) => [each.unique_id, each.status]))) as Record<
    string,
    string
  >;
}

/** `catalog.json`: what each relation is, with the columns' types and comments. */
export function catalogOf(artifact: object): Record<string, unknown> {
  const { nodes, sources } = artifact as Json;
  const found = [...entries(nodes), ...entries(sources)].map(([id, { metadata, columns }]) => {
    const { type, schema, name, comment } = metadata as Json;
    const types = entries(columns).map(([column, each]) => [column, [each.type, each.comment]] as const);
    return [
      id,
      { relation: `${schema}.${name}`, type, comment, columns: Object.fromEntries(types) },
    ] as const;
  });
  return sorted(Object.fromEntries(found)) as Record<string, unknown>;
}

const resources = [
  'nodes',
  'sources',
  'exposures',
  'metrics',
  'semantic_models',
  'saved_queries',
  'unit_tests',
];

/** What other tools read of `manifest.json`: nodes with their configuration and parents, without what is as ever. */
export function graphOf(artifact: object): Record<string, unknown> {
  const manifest = artifact as Json;
  const parents = manifest.parent_map as Record<string, string[]>;
  const nodes = resources
    .flatMap((kind) => entries(manifest[kind]))
    .map(([id, node]) => [id, nodeOf(node, parents[id] ?? [])] as const);
  const own = ([, { package_name }]: [string, Json]) =>
    package_name !== 'dbt' && package_name !== 'dbt_duckdb';
  const ids = (kind: string) =>
    entries(manifest[kind])
      .filter(own)
      .map(([id]) => id)
      .sort();
  return pruned({
    nodes: sorted(Object.fromEntries(nodes)),
    disabled: Object.keys((manifest.disabled ?? {}) as object).sort(),
    macros: ids('macros'),
    docs: ids('docs'),
    groups: ids('groups'),
  });
}

function nodeOf(node: Json, parents: readonly string[]): Json {
  const { database, schema, alias, identifier } = node;
  const columns = entries(node.columns).map(
    ([name, { description, data_type, meta, tags, constraints }]) =>
      [name, pruned({ description, data_type, meta, tags, constraints })] as const,
  );
  return pruned({
    parents: [...parents].sort(),
    relation: schema ? [database, schema, alias ?? identifier].filter((part) => part).join('.') : undefined,
    path: node.original_file_path,
    fqn: Array.isArray(node.fqn) ? node.fqn.join('.') : undefined,
    description: node.description,
    tags: inOrder(node.tags),
    meta: node.meta,
    access: node.access === 'protected' ? undefined : node.access,
    group: node.group,
    version: node.version,
    latest_version: node.latest_version,
    deprecation_date: node.deprecation_date ? true : undefined,
    columns: Object.fromEntries(columns),
    constraints: node.constraints,
    config: configOf((node.config ?? {}) as Json),
    type: node.type,
    label: node.label,
    owner: pruned((node.owner ?? {}) as Json),
  });
}

/** Tags have no order. */
const inOrder = (tags: unknown): unknown => (Array.isArray(tags) ? [...tags].sort() : tags);

/** Values that a key has unless somebody says otherwise. */
const ordinary: Readonly<Record<string, readonly unknown[]>> = {
  enabled: [true],
  access: ['protected'],
  on_schema_change: ['ignore'],
  on_configuration_change: ['apply'],
  severity: ['ERROR'],
  fail_calc: ['count(*)'],
  warn_if: ['!= 0'],
  error_if: ['!= 0'],
  delimiter: [','],
  batch_size: [undefined],
  lookback: [1],
  begin: [undefined],
};

function configOf(config: Json): Json {
  const kept = Object.entries(config).filter(([key, value]) => !ordinary[key]?.includes(value));
  const { contract, docs, persist_docs, ...rest } = Object.fromEntries(kept) as Json;
  const enforced = (contract as Json | undefined)?.enforced;
  const shown = (docs as Json | undefined)?.show === false ? docs : undefined;
  return pruned({
    ...rest,
    tags: inOrder(rest.tags),
    contract: enforced ? 'enforced' : undefined,
    docs: shown,
    persist_docs,
  });
}

/** Without what says nothing: null, nothing at all, empty lists and texts. */
function pruned(value: Json): Json {
  const says = (each: unknown) =>
    each !== null &&
    each !== undefined &&
    each !== '' &&
    !(typeof each === 'object' && Object.keys(each).length === 0);
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, each]) => says(each))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
