import type { NodeId, Result } from '../../base/index.ts';
import {
  type Before,
  type DefineSettings,
  type Definition,
  type KeptFingerprints,
  type KnownOrKept,
  type Recorded,
  type Shared,
  storedFingerprint,
} from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { BuiltFrom, PublishedRecord, TestedRecord, TestedRecords } from '../../state/index.ts';
import type { FoundInputs, GatherRequest } from './gather-request.ts';
import type { SharedRecords } from './shared-records.ts';

/** What there is of records that hold. */
export interface FoundRecords {
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly altered: ReadonlySet<string>;
  readonly tested: TestedRecords;
  readonly shared: SharedRecords;
  /** Whether nobody but Assay has written to the warehouse since the last run. */
  readonly isSealed: boolean;
}

/** Known by what was recorded. */
export class Records implements KnownOrKept {
  readonly kept: KeptFingerprints | undefined;
  readonly #request: GatherRequest;
  readonly #define: (node: Parameters<KnownOrKept['define']>[0]) => Result<Definition>;
  readonly #tableVersion: DefineSettings['tableVersion'];
  readonly #found: FoundRecords;
  readonly #definitions = new Map<NodeId, Result<Definition>>();
  readonly #before = new Map<NodeId, Before | undefined>();

  constructor(request: GatherRequest, inputs: FoundInputs, found: FoundRecords) {
    this.#request = request;
    this.#define = request.define(inputs);
    this.#tableVersion = inputs.tableVersion;
    this.#found = found;
    this.kept = request.keep?.(inputs, (id) => (found.isSealed ? this.#recorded(id) : undefined));
  }

  define(node: Parameters<KnownOrKept['define']>[0]): Result<Definition> {
    let definition = this.#definitions.get(node.id);
    if (definition === undefined) {
      definition = this.#define(node);
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
    const isRecorded = record?.built !== undefined || record?.isAltered === true;
    return isRecorded && this.before(id) === undefined;
  }

  notPassed(test: NodeId): 'warn' | 'fail' | 'error' | undefined {
    return this.#found.tested.notPassed.get(test);
  }

  shared(id: NodeId): Shared | undefined {
    const tested = this.#found.shared.tested.get(id);
    if (tested !== undefined) return withFingerprint(recordedTest(tested), tested.parts);
    const found = this.#found.shared.published.get(id);
    if (found === undefined) return undefined;
    const { record, relation } = found;
    const before = withFingerprint(recordedRelation(record, record.built!), record.built!.parts);
    return before && { ...before, relation };
  }

  tableVersion(source: NodeId): string | undefined {
    return this.#tableVersion(source);
  }

  #recordOf(id: NodeId): PublishedRecord | undefined {
    const node = this.#request.manifest.nodes.get(id);
    if (node?.resource !== 'model' && node?.resource !== 'seed' && node?.resource !== 'snapshot')
      return undefined;
    const record = this.#found.records.get(this.#request.adapter.relation(node.relation));
    return record?.node === id ? record : undefined;
  }

  /** A view of what another target has, unless that was built anew: its columns may be others now. */
  #shown(id: NodeId, relation: string, version: string): Shared | undefined {
    const shared = this.shared(id);
    const isSame =
      shared?.relation !== undefined &&
      this.#request.adapter.relation(shared.relation) === relation &&
      shared.version === version;
    return isSame ? shared : undefined;
  }

  /** What is recorded of a relation that is there and nobody else has changed, or of a test: its fingerprint is not read. */
  #recorded(id: NodeId): Recorded | undefined {
    const tested = this.#found.tested.passed.get(id);
    if (tested !== undefined) return recordedTest(tested);
    const record = this.#recordHere(id);
    return record?.built && record.shows === undefined ? recordedRelation(record, record.built) : undefined;
  }

  #recordHere(id: NodeId): PublishedRecord | undefined {
    const record = this.#recordOf(id);
    const node = this.#request.manifest.nodes.get(id) as BuildableNode;
    const isThere = record !== undefined && this.#request.exists(node);
    return isThere && !this.#found.altered.has(record.relation) ? record : undefined;
  }

  #find(id: NodeId): Before | undefined {
    const node = this.#request.manifest.nodes.get(id);
    if (node?.resource === 'test') {
      const tested = this.#found.tested.passed.get(id);
      return tested && withFingerprint(recordedTest(tested), tested.parts);
    }
    const record = this.#recordHere(id);
    if (record?.built === undefined) return undefined;
    if (record.shows !== undefined) return this.#shown(id, record.shows, record.built.version);
    return withFingerprint(recordedRelation(record, record.built), record.built.parts);
  }
}

const recordedTest = ({ fingerprint, at, seconds }: TestedRecord): Recorded => ({
  hash: fingerprint,
  version: '',
  at,
  seconds,
  rows: undefined,
});

const recordedRelation = ({ runId, at, seconds, rows }: PublishedRecord, built: BuiltFrom): Recorded => ({
  hash: built.fingerprint,
  version: built.version,
  run: runId,
  at,
  seconds,
  rows,
});

/** A damaged record is as none: then the node is built. */
function withFingerprint(recorded: Recorded, parts: string): Before | undefined {
  const fingerprint = storedFingerprint(parts);
  return fingerprint && { ...recorded, fingerprint };
}
