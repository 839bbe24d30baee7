export { type FileRecord, fileRecords, recordFiles } from './files.ts';
export { stateMadeAt } from './made-at.ts';
export {
  type BuiltFrom,
  dropPublished,
  forgetOrigins,
  type PublishedRecord,
  publishedRecords,
  recordContents,
  recordPublished,
} from './published.ts';
export { breakSeal, recordSeal, sealedMark } from './sealed.ts';
export {
  forgetOtherSourceTables,
  recordSourceTables,
  type SourceTableRecord,
  sourceTableRecords,
} from './source-tables.ts';
export { isStateCurrent, openState } from './state.ts';
export {
  type NotPassed,
  recordTested,
  type TestedRecord,
  type TestedRecords,
  testedRecords,
} from './tested.ts';
