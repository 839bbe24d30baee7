export { parseFile } from './parse-file.ts';
export type { ParsedFile, ParsedMacros, ParsedProperties, ParsedQuery, ParsedSeed } from './parsed-file.ts';
