export { builtinMacros, packMacros } from './builtin-macros.ts';
export { parseFile } from './parse-file.ts';
export type {
  ParsedDocs,
  ParsedFile,
  ParsedFixture,
  ParsedMacros,
  ParsedProperties,
  ParsedPython,
  ParsedQuery,
  ParsedSeed,
  ParsedSnapshot,
  ParsedSnapshots,
} from './parsed-file.ts';
