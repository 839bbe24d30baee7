export type { Materialization, MaterializationInput, MaterializationKind, ParquetStorage } from './materialization.ts';
