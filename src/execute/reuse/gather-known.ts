import { resolve } from 'node:path';
import type { Adapter, EngineResult } from '../../adapter/index.ts';
import { isAddress, type NodeId } from '../../base/index.ts';
import { FileHashes, type KnownOrKept } from '../../fingerprint/index.ts';
import type { Manifest, SourceNode } from '../../manifest/index.ts';
import {
  type FileRecord,
  fileRecords,
  type PublishedRecord,
  publishedRecords,
  type SourceTableRecord,
  sealedMark,
  sourceTableRecords,
  type TestedRecords,
  testedRecords,
} from '../../state/index.ts';
import { alteredRelations } from './altered-relations.ts';
import type { FoundInputs, GatherRequest } from './gather-request.ts';
import { Records } from './records.ts';
import { sharedRecords } from './shared-records.ts';
import { type SourceTables, sourceTables } from './source-tables.ts';
import { functionsRecord, userFunctions } from './user-functions.ts';

/** What is known of the nodes when a run begins, and what the run has to write down of that. */
export interface GatheredKnown {
  readonly known: KnownOrKept;
  /** What is published, by the relation's name. */
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly tested: TestedRecords;
  /** Which tests are recorded by. */
  readonly schema: string;
  /** The project and the target. */
  readonly builder: string;
  readonly files: FileHashes;
  readonly sources: SourceTables;
  /** Whether nobody but Assay has written to the warehouse since the last run. */
  readonly isSealed: boolean;
  /** The relations that are not provably what was recorded of them. */
  readonly altered: ReadonlySet<string>;
}

interface Recorded {
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly tested: TestedRecords;
  readonly seen: ReadonlyMap<string, FileRecord>;
  readonly sources: ReadonlyMap<string, SourceTableRecord>;
  /** Whether nobody but Assay has written to the warehouse since the last run. */
  readonly isSealed: boolean;
}

/** As in a warehouse in which nothing was built yet. */
export const nothingKnown = (request: GatherRequest): Promise<EngineResult<GatheredKnown>> =>
  weigh(
    {
      records: new Map(),
      tested: { passed: new Map(), notPassed: new Map() },
      seen: new Map(),
      sources: new Map(),
      isSealed: false,
    },
    request,
  );

/** Reads the records, and finds out which of them still hold. Writes nothing. */
export async function gatherKnown(request: GatherRequest): Promise<EngineResult<GatheredKnown>> {
  const { session } = request;
  // Sent one after the other, so that DuckDB is at the next while the rows of one are looked at.
  const [records, tested, seen, sealed, sourceRecords] = await Promise.all([
    publishedRecords(session),
    testedRecords(session, request.schema),
    fileRecords(session),
    sealedMark(session),
    sourceTableRecords(session),
  ]);
  if (!records.ok) return records;
  if (!tested.ok) return tested;
  if (!seen.ok) return seen;
  if (!sealed.ok) return sealed;
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
  const { adapter, manifest } = request;
  const own = ownRelations(manifest, adapter);
  const altered = await alteredRelations(records, (name) => own.has(name), isSealed, request);
  if (!altered.ok) return altered;
  const shared = await sharedRecords(request, records, altered.value);
  if (!shared.ok) return shared;
  const sources = await sourceTables(sourceRecords, isSealed, request);
  if (!sources.ok) return sources;
  const called = await userFunctions(sourceRecords.get(functionsRecord), isSealed, request);
  if (!called.ok) return called;
  const { functions, fresh } = called.value;
  const paths = await sourcePaths(request);
  if (!paths.ok) return paths;
  const isExternal = (id: NodeId): boolean => {
    const node = manifest.nodes.get(id);
    return node?.resource === 'source' && node.from.kind === 'table' && paths.value.has(id);
  };
  const files = new FileHashes(request.root, seen, request.now);
  const inputs: FoundInputs = {
    functions,
    files: (id) => {
      const node = manifest.nodes.get(id);
      if (node?.resource === 'seed') return { [node.path]: node.fileHash };
      const listed = paths.value.get(id);
      return listed && files.of(listed);
    },
    // What files hold is a part of the definition of what reads them.
    tableVersion: (id) => (isExternal(id) ? 'files' : sources.value.versions.get(id)?.version),
  };
  return {
    ok: true,
    value: {
      known: new Records(request, inputs, {
        records,
        altered: altered.value,
        tested,
        shared: shared.value,
        isSealed,
      }),
      records,
      tested,
      schema: request.schema,
      builder: request.builder,
      isSealed,
      files,
      sources: {
        ...sources.value,
        fresh: new Map([...sources.value.fresh, ...(fresh ? [[functionsRecord, fresh] as const] : [])]),
        looked: [...sources.value.looked, functionsRecord],
      },
      altered: altered.value,
    },
  };
}

/** How the relations that the project builds are recorded. */
const ownRelations = (manifest: Manifest, adapter: Adapter): ReadonlySet<string> => {
  const names = new Set<string>();
  for (const node of manifest.nodes.values())
    if (node.resource === 'model' || node.resource === 'seed' || node.resource === 'snapshot')
      names.add(adapter.relation(node.relation));
  return names;
};

/** The files of the sources that are local files; those of a source with an address are not known. */
async function sourcePaths({
  manifest,
  session,
  external,
}: GatherRequest): Promise<EngineResult<ReadonlyMap<NodeId, readonly string[]>>> {
  const found = new Map<NodeId, readonly string[]>();
  for (const node of manifest.nodes.values()) {
    if (node.resource !== 'source' || hasAddress(node)) continue;
    const patterns = node.from.kind === 'files' ? node.from.paths : external?.(node)?.paths;
    if (patterns === undefined) continue;
    const listed = await session.listFiles(patterns);
    if (!listed.ok) return listed;
    found.set(
      node.id,
      listed.value.map((path) => resolve(path)),
    );
  }
  return { ok: true, value: found };
}

const hasAddress = ({ from }: SourceNode): boolean => from.kind === 'files' && from.paths.some(isAddress);
