export type {
  Materialization,
  MaterializationInput,
  MaterializationKind,
  ParquetStorage,
  Refused,
} from './materialization.ts';
export { ParquetVersions } from './parquet-versions.ts';
export { relationKey, stagedName } from './staged.ts';
