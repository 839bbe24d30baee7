export { typeKey, type UserFunctions } from './called-functions.ts';
export { type Change, changesBetween } from './changes.ts';
export { type DefineSettings, defineNode } from './define-node.ts';
export { defineTemplate, hashedValues, isStable, type TemplateSettings } from './define-template.ts';
export { macrosUsed } from './definition-macros.ts';
export { type Read, type Reads, readsIn, readsOf, watchReads } from './definition-vars.ts';
export { FileHashes } from './file-hashes.ts';
export { type Definition, type Fingerprint, hashOf, type Unprovable } from './fingerprint.ts';
export { foundInSql, type ReadHere } from './found-in-sql.ts';
export { DefinitionInputs } from './kept/definition-inputs.ts';
export {
  type Kept,
  KeptFingerprints,
  type KeptSettings,
  type KnownOrKept,
} from './kept/kept-fingerprints.ts';
export { type Packed, packed, unpacked } from './kept/packed.ts';
export type { Before, Known, Recorded, Shared } from './known.ts';
export { markedSql } from './marked-sql.ts';
export { meaningOf } from './meaning-of.ts';
export { readsNamed } from './named-reads.ts';
export { overridingMacros } from './overriding-macros.ts';
export { readThrough } from './read-through.ts';
export { stateRecord } from './recorded-state.ts';
export { hasDistinctColumns, readSql } from './sql/index.ts';
export { stateMeanings } from './state-meanings.ts';
export { storedFingerprint } from './stored.ts';
export { textMeaning } from './template-meaning.ts';
export { isProvable, unknownVersion, unprovableOf, Versions, versionOf } from './versions.ts';
