export { type Change, changesBetween } from './changes.ts';
export { type DefineSettings, defineNode } from './define-node.ts';
export { macrosUsed } from './definition-macros.ts';
export { type Reads, readsOf, watchReads } from './definition-vars.ts';
export { FileHashes } from './file-hashes.ts';
export { type Definition, type Fingerprint, hashOf, meaningOf, type Unprovable } from './fingerprint.ts';
export type { Before, Known } from './known.ts';
export { isProvable, Versions, versionOf } from './versions.ts';
