export { again } from './as-expression.ts';
export type { DefinitionKind } from './ast.ts';
export { PyTime } from './dates/clock-value.ts';
export { PyDate } from './dates/date.ts';
export { PyDateTime } from './dates/datetime.ts';
export { datetimeModule, pytzModule } from './dates/modules.ts';
export { PyTimedelta } from './dates/timedelta.ts';
export { PyTimezone } from './dates/timezone.ts';
export { TemplateError } from './errors.ts';
export { toJson } from './filters/json.ts';
export { type Handing, handedOn } from './handed-on.ts';
export { call as callValue, getAttribute } from './lookup.ts';
export type { Macro } from './macro.ts';
export { compiledExpression, evaluateExpression, renderNative } from './native.ts';
export { outlinedTemplate, outlineOf } from './outline.ts';
export { parseTemplate, plainTemplate } from './parse-template.ts';
export { type Piece, piecesOf, settingPiecesOf } from './pieces.ts';
export type { Rendered, RenderOptions } from './render.ts';
export { bodyOf, guarded, macroOf, render, renderInside } from './render.ts';
export type { Budget, UndefinedPolicy } from './run.ts';
export type {
  Definition,
  Globals,
  MacroCall,
  NotLiteral,
  Outline,
  StaticCall,
  Template,
} from './template.ts';
export { notLiteral } from './template.ts';
export { topLevelTags } from './top-level.ts';
export { Lost, PassingFunction, type Progress, Suspended, Trail } from './trail.ts';
export { BoundMethod, type Builtin, builtin, callBuiltin } from './values/builtin.ts';
export { PyDecimal } from './values/decimal.ts';
export { PyDict } from './values/dict.ts';
export { equals, hashKey } from './values/equality.ts';
export { PyFloat } from './values/float.ts';
export { fromJson } from './values/from-json.ts';
export { each, lengthOf, listOf } from './values/iterate.ts';
export { fromJs, toJs } from './values/js.ts';
export { Lazy } from './values/lazy.ts';
export { sorted } from './values/order.ts';
export { repr, toText } from './values/repr.ts';
export { PySet } from './values/set.ts';
export { truthy } from './values/truth.ts';
export { PyTuple } from './values/tuple.ts';
export { typeName as typeNameOf } from './values/type-name.ts';
export { Undefined } from './values/undefined.ts';
export type { Kwargs, PyObject, Value } from './values/value.ts';
export { HostFunction, isObject, noKwargs } from './values/value.ts';
