export type {
  Adapter,
  Capabilities,
  EngineError,
  EngineResult,
  FilePlace,
  OpenOptions,
  Session,
  Warehouse,
} from './adapter.ts';
export { Decimal } from './decimal.ts';
export type {
  Cell,
  Column,
  DefinedFunction,
  DefinedRelations,
  DefinedType,
  ExistingRelation,
  RelationKind,
  Rows,
} from './relation.ts';
export type { Statement } from './statement.ts';
