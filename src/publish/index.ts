export type {
  Materialization,
  MaterializationInput,
  MaterializationKind,
  ParquetStorage,
} from './materialization.ts';
export { ParquetVersions } from './parquet-versions.ts';
export { relationKey, stagedName } from './staged.ts';
