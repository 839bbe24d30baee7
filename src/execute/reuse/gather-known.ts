import { resolve } from 'node:path';
import type { Adapter, EngineResult, Session } from '../../adapter/index.ts';
import type { NodeId, RelationName, Result } from '../../base/index.ts';
import {
  type Before,
  type DefineSettings,
  type Definition,
  defineNode,
  FileHashes,
  type Fingerprint,
  type Known,
} from '../../fingerprint/index.ts';
import type { BuildableNode, Manifest, SourceNode } from '../../manifest/index.ts';
import {
  type FileRecord,
  fileRecords,
  type PublishedRecord,
  publishedRecords,
  type SourceTableRecord,
  sealedMark,
  sourceTableRecords,
  type TestedRecord,
  testedRecords,
} from '../../state/index.ts';
import { alteredRelations } from './altered-relations.ts';
import type { GatherRequest } from './gather-request.ts';
import { type SourceTables, sourceTables } from './source-tables.ts';

/** What is known of the nodes when a run begins, and what the run has to write down of that. */
export interface GatheredKnown {
  readonly known: Known;
  /** What is published, by the relation's name. */
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly tested: ReadonlyMap<NodeId, TestedRecord>;
  /** Which tests are recorded by. */
  readonly schema: string;
  /** The project and the target. */
  readonly builder: string;
  readonly files: FileHashes;
  readonly sources: SourceTables;
  /** The relations that are not provably what was recorded of them. */
  readonly altered: ReadonlySet<string>;
}

interface Recorded {
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly tested: ReadonlyMap<NodeId, TestedRecord>;
  readonly seen: ReadonlyMap<string, FileRecord>;
  readonly sources: ReadonlyMap<NodeId, SourceTableRecord>;
  /** Whether nobody but Assay has written to the warehouse since the last run. */
  readonly isSealed: boolean;
}

/** As in a warehouse in which nothing was built yet. */
export const nothingKnown = (request: GatherRequest): Promise<EngineResult<GatheredKnown>> =>
  weigh(
    { records: new Map(), tested: new Map(), seen: new Map(), sources: new Map(), isSealed: false },
    request,
  );

/** Reads the records, and finds out which of them still hold. Writes nothing. */
export async function gatherKnown(request: GatherRequest): Promise<EngineResult<GatheredKnown>> {
  const { session } = request;
  const records = await publishedRecords(session);
  if (!records.ok) return records;
  const tested = await testedRecords(session, request.schema);
  if (!tested.ok) return tested;
  const seen = await fileRecords(session);
  if (!seen.ok) return seen;
  const sealed = await sealedMark(session);
  if (!sealed.ok) return sealed;
  const sourceRecords = await sourceTableRecords(session);
  if (!sourceRecords.ok) return sourceRecords;
  return weigh(
    {
      records: records.value,
      tested: tested.value,
      seen: seen.value,
      sources: sourceRecords.value,
      isSealed: request.mark !== undefined && request.mark === sealed.value,
    },
    request,
  );
}

async function weigh(
  { records, tested, seen, sources: sourceRecords, isSealed }: Recorded,
  request: GatherRequest,
): Promise<EngineResult<GatheredKnown>> {
  const { session, adapter, manifest } = request;
  const altered = await alteredRelations(records, relationsOf(manifest, adapter), isSealed, request);
  if (!altered.ok) return altered;
  const sources = await sourceTables(sourceRecords, isSealed, request);
  if (!sources.ok) return sources;
  const paths = await sourcePaths(manifest, session);
  if (!paths.ok) return paths;
  const files = new FileHashes(request.root, seen, request.now);
  const define: DefineSettings = {
    ...request.define,
    files: (id) => {
      const node = manifest.nodes.get(id);
      if (node?.resource === 'seed') return { [node.path]: node.checksum };
      const listed = paths.value.get(id);
      return listed && files.of(listed);
    },
    tableVersion: (id) => sources.value.versions.get(id)?.version,
  };
  return {
    ok: true,
    value: {
      known: new Records(request, define, records, altered.value, tested),
      records,
      tested,
      schema: request.schema,
      builder: request.builder,
      files,
      sources: sources.value,
      altered: altered.value,
    },
  };
}

class Records implements Known {
  readonly #request: GatherRequest;
  readonly #define: DefineSettings;
  readonly #published: ReadonlyMap<string, PublishedRecord>;
  readonly #altered: ReadonlySet<string>;
  readonly #tested: ReadonlyMap<NodeId, TestedRecord>;
  readonly #definitions = new Map<NodeId, Result<Definition>>();
  readonly #before = new Map<NodeId, Before | undefined>();

  constructor(
    request: GatherRequest,
    define: DefineSettings,
    published: ReadonlyMap<string, PublishedRecord>,
    altered: ReadonlySet<string>,
    tested: ReadonlyMap<NodeId, TestedRecord>,
  ) {
    this.#request = request;
    this.#define = define;
    this.#published = published;
    this.#altered = altered;
    this.#tested = tested;
  }

  define(node: Parameters<Known['define']>[0]): Result<Definition> {
    let definition = this.#definitions.get(node.id);
    if (definition === undefined) {
      definition = defineNode(node, this.#define);
      this.#definitions.set(node.id, definition);
    }
    return definition;
  }

  before(id: NodeId): Before | undefined {
    if (!this.#before.has(id)) this.#before.set(id, this.#find(id));
    return this.#before.get(id);
  }

  isAltered(id: NodeId): boolean {
    const record = this.#recordOf(id);
    return record?.built !== undefined && this.before(id) === undefined;
  }

  tableVersion(source: NodeId): string | undefined {
    return this.#define.tableVersion(source);
  }

  #recordOf(id: NodeId): PublishedRecord | undefined {
    const node = this.#request.manifest.nodes.get(id);
    if (node?.resource !== 'model' && node?.resource !== 'seed') return undefined;
    const record = this.#published.get(this.#request.adapter.relation(node.relation));
    return record?.node === id ? record : undefined;
  }

  #find(id: NodeId): Before | undefined {
    const node = this.#request.manifest.nodes.get(id);
    if (node?.resource === 'test') {
      const record = this.#tested.get(id);
      return record && beforeOf(record, record.parts, record.fingerprint, '');
    }
    const record = this.#recordOf(id);
    const isThere = record !== undefined && this.#request.exists(node as BuildableNode);
    if (!isThere || record.built === undefined || this.#altered.has(record.relation)) return undefined;
    return beforeOf(record, record.built.parts, record.built.fingerprint, record.built.version);
  }
}

/** A damaged record is as none: then the node is built. */
function beforeOf(
  {
    at,
    seconds,
    rows,
  }: { readonly at: number; readonly seconds: number | undefined; readonly rows?: number | undefined },
  parts: string,
  hash: string,
  version: string,
): Before | undefined {
  const fingerprint = parsed(parts);
  return fingerprint && { fingerprint, hash, version, at, seconds, rows };
}

function parsed(parts: string): Fingerprint | undefined {
  try {
    const value: unknown = JSON.parse(parts);
    return isFingerprint(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isFingerprint = (value: unknown): value is Fingerprint =>
  typeof value === 'object' &&
  value !== null &&
  ['config', 'files', 'target', 'macros', 'vars', 'env', 'upstream', 'reads', 'unprovable'].every(
    (key) =>
      typeof (value as Record<string, unknown>)[key] === 'object' &&
      (value as Record<string, unknown>)[key] !== null,
  ) &&
  ['sql', 'engine', 'assay'].every((key) => typeof (value as Record<string, unknown>)[key] === 'string');

/** The relations that the project builds, by how they are recorded. */
function relationsOf(manifest: Manifest, adapter: Adapter): ReadonlyMap<string, RelationName> {
  const named = new Map<string, RelationName>();
  for (const node of manifest.nodes.values())
    if (node.resource === 'model' || node.resource === 'seed')
      named.set(adapter.relation(node.relation), node.relation);
  return named;
}

/** The files of the sources that are local files; those of a source with an address are not known. */
async function sourcePaths(
  manifest: Manifest,
  session: Session,
): Promise<EngineResult<ReadonlyMap<NodeId, readonly string[]>>> {
  const found = new Map<NodeId, readonly string[]>();
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'source' || node.from.kind !== 'files' || hasAddress(node)) continue;
    const listed = await session.listFiles(node.from.paths);
    if (!listed.ok) return listed;
    found.set(
      node.id,
      listed.value.map((path) => resolve(path)),
    );
  }
  return { ok: true, value: found };
}

const hasAddress = ({ from }: SourceNode): boolean =>
  from.kind === 'files' && from.paths.some((path) => /^[a-z][a-z0-9+.-]+:\/\//i.test(path));
