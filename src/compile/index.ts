export { isBlank } from './common-table-expressions.ts';
export { compileMacro, compileTemplate, compileText, evaluateArgument } from './compile-template.ts';
export { type Binding, bind, plain, type Query } from './query.ts';
export { RelationValue } from './relation-value.ts';
export { runGlobals } from './run-globals.ts';
export type { CompileSettings } from './settings.ts';
export { joinPieces, type Locate, type Piece, type SqlText } from './sql-text.ts';
export { notOneQuery } from './statement-words.ts';
export { type RelationUse, Symbols } from './symbols.ts';
