export { isBlank } from './common-table-expressions.ts';
export { compileMacro, compileTemplate, compileText, evaluateArgument } from './compile-template.ts';
export { callFreshness, type FreshnessAnswer } from './direct/call-freshness.ts';
export {
  callMacroOf,
  callMaterialization,
  callOperation,
  compileNode,
  compileText as compileDirectly,
} from './direct/compile-node.ts';
export { textOfFileSource } from './direct/context/source-location.ts';
export { overriddenMacros } from './direct/overridden-macros.ts';
export { type ParsingRun, parsingValues } from './direct/parsing-values.ts';
export { RelationCache } from './direct/relation-cache.ts';
export { relationText } from './direct/relation-text.ts';
export type { Rendering, RenderingOptions } from './direct/rendering.ts';
export type { DirectSettings, TimeFilter } from './direct/settings.ts';
export { type Perform, type Settled, settle } from './direct/settle.ts';
export { AdapterResponse, StatementResult } from './direct/statements.ts';
export { compileUnitTest, unitTestOptions } from './direct/unit-test.ts';
export { type Effect, EffectLog } from './effects.ts';
export { DictObject } from './objects/dict-object.ts';
export { Relation } from './objects/relation.ts';
export { Table } from './objects/table.ts';
export type { TableData } from './objects/table-data.ts';
export { tableData } from './objects/table-data.ts';
export { tableJson, tableText } from './objects/table-text.ts';
export { type Binding, bind, plain, type Query } from './query.ts';
export { RelationValue } from './relation-value.ts';
export { runGlobals } from './run-globals.ts';
export type { CompileSettings } from './settings.ts';
export { joinPieces, type Locate, type Piece, type SqlText, slice } from './sql-text.ts';
export { notOneQuery } from './statement-words.ts';
export { type RelationUse, Symbols } from './symbols.ts';
