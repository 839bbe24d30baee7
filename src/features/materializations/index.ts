import type { MaterializationKind } from '../../publish/index.ts';
import { incremental } from './incremental.ts';
import { table } from './table.ts';
import { view } from './view.ts';

/** Every materialization that builds a relation. `ephemeral` builds none: its SQL goes into its readers. */
export const materializations: ReadonlyMap<string, MaterializationKind> = new Map(
  [view, table, incremental].map((kind) => [kind.name, kind]),
);
