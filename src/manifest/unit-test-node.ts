import type { NodeId } from '../base/index.ts';
import type { YamlMapping } from '../project/index.ts';
import type { NodeCommon } from './every-node.ts';
import type { ResourceConfig, Version } from './node-parts.ts';

/** Rows that stand for a relation: given in place, in a file, or as a query. */
export interface UnitTestRows {
  readonly format: 'dict' | 'csv' | 'sql';
  /** A list of mappings for `dict`, text for the others; absent with `fixture`, until its file is read. */
  readonly rows?: readonly YamlMapping[] | string;
  /** The name of a file below `tests/fixtures`. */
  readonly fixture?: string;
}

export interface UnitTestInput extends UnitTestRows {
  /** As it is written: `ref('orders')`, `source('shop', 'orders')` or `this`. */
  readonly input: string;
  /** What it names; undefined for `this`. */
  readonly node?: NodeId;
}

/** A model's query over given rows, and the rows that it must give. */
export interface UnitTestNode extends NodeCommon {
  readonly resource: 'unit_test';
  readonly config: ResourceConfig;
  /** The name of the model, as it is written. */
  readonly model: string;
  readonly version?: Version;
  readonly versions?: { readonly include?: readonly Version[]; readonly exclude?: readonly Version[] };
  /** The model that is tested. */
  readonly tested: NodeId;
  readonly given: readonly UnitTestInput[];
  readonly expect: UnitTestRows;
  readonly overrides?: {
    readonly macros: YamlMapping;
    readonly vars: YamlMapping;
    readonly envVars: YamlMapping;
  };
  /** The schema of the model that is tested. */
  readonly schema: string;
  readonly checksum: string;
}
