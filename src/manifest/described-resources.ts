import type { Location } from '../base/index.ts';
import type { YamlMapping } from '../project/index.ts';
import type { NodeCommon } from './every-node.ts';
import type { Owner, ResourceConfig } from './node-parts.ts';

/** A use of the data outside: a dashboard, a notebook. */
export interface Exposure extends NodeCommon {
  readonly resource: 'exposure';
  readonly config: ResourceConfig;
  readonly label?: string;
  readonly type: string;
  readonly maturity?: string;
  readonly url?: string;
  readonly owner: Owner;
}

/** The resources of the semantic layer keep what they declare as it is written, templates evaluated. */
interface Declared extends NodeCommon {
  readonly config: ResourceConfig;
  readonly label?: string;
  readonly group?: string;
  readonly definition: YamlMapping;
}

export interface Metric extends Declared {
  readonly resource: 'metric';
}

export interface SemanticModel extends Declared {
  readonly resource: 'semantic_model';
  /** `ref('orders')`. */
  readonly model: string;
}

export interface SavedQuery extends Declared {
  readonly resource: 'saved_query';
}

/** What is in the graph and can be selected, and is not a node of dbt's manifest. */
export type DescribedResource = Exposure | Metric | SemanticModel | SavedQuery;

export interface Group {
  /** `group.<package>.<name>`. */
  readonly id: string;
  readonly name: string;
  readonly package: string;
  readonly packageRoot: string;
  readonly path: string;
  readonly description?: string;
  readonly owner: Owner;
  readonly meta: YamlMapping;
  /** Every key as it was given. */
  readonly config: YamlMapping;
  locate(): Location;
}

/** A `{% docs %}` block. */
export interface DocsBlock {
  /** `doc.<package>.<name>`. */
  readonly id: string;
  readonly name: string;
  readonly package: string;
  readonly path: string;
  readonly text: string;
}
