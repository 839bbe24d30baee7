export { TemplateError } from './errors.ts';
export type { Budget, UndefinedPolicy } from './run.ts';
export type { Definition, Globals, NotLiteral, StaticCall, Template } from './template.ts';
export { notLiteral } from './template.ts';
export type { Kwargs, PyObject, Value } from './values/value.ts';
export { HostFunction, noKwargs } from './values/value.ts';
