import type { NodeId, Result } from '../../base/index.ts';
import {
  type Before,
  type DefineSettings,
  type Definition,
  type Known,
  type Shared,
  storedFingerprint,
} from '../../fingerprint/index.ts';
import type { BuildableNode } from '../../manifest/index.ts';
import type { PublishedRecord, TestedRecord } from '../../state/index.ts';
import type { FoundInputs, GatherRequest } from './gather-request.ts';
import type { SharedRecords } from './shared-records.ts';

/** What there is of records that hold. */
export interface FoundRecords {
  readonly records: ReadonlyMap<string, PublishedRecord>;
  readonly altered: ReadonlySet<string>;
  readonly tested: ReadonlyMap<NodeId, TestedRecord>;
  readonly shared: SharedRecords;
}

/** Known by what was recorded. */
export class Records implements Known {
  readonly #request: GatherRequest;
  readonly #define: (node: Parameters<Known['define']>[0]) => Result<Definition>;
  readonly #tableVersion: DefineSettings['tableVersion'];
  readonly #found: FoundRecords;
  readonly #definitions = new Map<NodeId, Result<Definition>>();
  readonly #before = new Map<NodeId, Before | undefined>();

  constructor(request: GatherRequest, inputs: FoundInputs, found: FoundRecords) {
    this.#request = request;
    this.#define = request.define(inputs);
    this.#tableVersion = inputs.tableVersion;
    this.#found = found;
  }

  define(node: Parameters<Known['define']>[0]): Result<Definition> {
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
    return record?.built !== undefined && this.before(id) === undefined;
  }

  shared(id: NodeId): Shared | undefined {
    const tested = this.#found.shared.tested.get(id);
    if (tested !== undefined) return beforeOf(tested, tested.parts, tested.fingerprint, '');
    const found = this.#found.shared.published.get(id);
    if (found === undefined) return undefined;
    const { record, relation } = found;
    const { parts, fingerprint, version } = record.built!;
    const before = beforeOf(record, parts, fingerprint, version);
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

  #find(id: NodeId): Before | undefined {
    const node = this.#request.manifest.nodes.get(id);
    if (node?.resource === 'test') {
      const record = this.#found.tested.get(id);
      return record && beforeOf(record, record.parts, record.fingerprint, '');
    }
    const record = this.#recordOf(id);
    const isThere = record !== undefined && this.#request.exists(node as BuildableNode);
    if (!isThere || record.built === undefined || this.#found.altered.has(record.relation)) return undefined;
    if (record.shows !== undefined) return this.#shown(id, record.shows, record.built.version);
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
  const fingerprint = storedFingerprint(parts);
  return fingerprint && { fingerprint, hash, version, at, seconds, rows };
}
