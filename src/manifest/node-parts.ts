import type { YamlMapping } from '../project/index.ts';

/** `v:` of a model's version: a number or a text, as YAML has it. */
export type Version = string | number;

export interface ColumnInfo {
  readonly name: string;
  readonly description: string;
  readonly dataType?: string;
  readonly tags: readonly string[];
  readonly meta: Readonly<Record<string, unknown>>;
  readonly quote?: boolean;
  readonly constraints?: readonly Constraint[];
  /** Of a time dimension. */
  readonly granularity?: string;
  readonly docBlocks?: readonly string[];
}

/** A constraint of a column or of a whole model. */
export interface Constraint {
  readonly type: 'check' | 'not_null' | 'unique' | 'primary_key' | 'foreign_key' | 'custom';
  readonly name?: string;
  readonly expression?: string;
  /** Of a model's constraint. */
  readonly columns?: readonly string[];
  /** Of a foreign key: what it points to, as it is written (`ref('customers')`). */
  readonly to?: string;
  readonly toColumns?: readonly string[];
  readonly warnUnenforced: boolean;
  readonly warnUnsupported: boolean;
}

export interface Contract {
  readonly enforced: boolean;
  readonly aliasTypes: boolean;
  /** Of the columns' names and types, when it is enforced. */
  readonly checksum?: string;
}

export interface Docs {
  readonly show: boolean;
  readonly nodeColor?: string;
}

/** What `ref()` was given. */
export interface RefArguments {
  readonly name: string;
  readonly package?: string;
  readonly version?: Version;
}

/** What resources that are not built have for a config. */
export interface ResourceConfig {
  readonly enabled: boolean;
  readonly tags: readonly string[];
  readonly meta: YamlMapping;
  readonly group?: string;
  /** Every key as it was given. */
  readonly raw: YamlMapping;
}

export interface Owner {
  readonly name?: string;
  readonly email?: string | readonly string[];
  /** Every key as it was given. */
  readonly raw: YamlMapping;
}
