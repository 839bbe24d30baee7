import type { SourceText } from '../base/index.ts';
import type { DefinitionKind } from './ast.ts';
import type { Value } from './values/value.ts';

/** Stands for an argument that is only known when the template runs. */
export const notLiteral: unique symbol = Symbol('not a literal');
export type NotLiteral = typeof notLiteral;

export interface Parameters {
  readonly name: string;
  /** The default's own text, when there is one. */
  readonly default?: string;
}

/** A top-level block that defines something under a name. Offsets are into the template's text. */
export interface Definition {
  readonly kind: DefinitionKind;
  readonly name: string;
  readonly params: readonly Parameters[];
  /** Of the whole block, from `{%` of its first to `%}` of its last tag. */
  readonly start: number;
  readonly end: number;
  readonly bodyStart: number;
  readonly bodyEnd: number;
  /** Of the name. */
  readonly nameStart: number;
  readonly nameEnd: number;
  /** Of a materialization: `default`, or the name of the adapter it is for. */
  readonly adapter?: string;
}

/** A call as it is written: of a bare name (`ref`), or of a dotted one (`config.get`, `dbt_utils.star`). */
export interface StaticCall {
  readonly name: string;
  readonly args: readonly (Value | NotLiteral)[];
  readonly kwargs: Readonly<Record<string, Value | NotLiteral>>;
  /** Whether `*args` or `**kwargs` add arguments that are not seen here. */
  readonly spread: boolean;
  readonly start: number;
  readonly end: number;
  readonly argRanges: readonly { readonly start: number; readonly end: number }[];
  readonly kwargRanges: Readonly<Record<string, { readonly start: number; readonly end: number }>>;
  /** Whether it stands in a block or beside an `if`, `and` or `or`, so that it may not run, or more than once. */
  readonly conditional: boolean;
  /** The definition that it stands in. */
  readonly inside?: string;
}

/** A call, as far as it tells which macro is meant: by its name, or by what `adapter.dispatch` is to find. */
export interface MacroCall {
  readonly name: string;
  /** The definition that it stands in. */
  readonly inside?: string;
  /** What is wanted of `adapter.dispatch`, and in which namespace, where that is written out. */
  readonly dispatched?: readonly [name: string, namespace?: string];
}

/** What is to be known of a template before it runs. It can be kept as JSON. */
export interface Outline {
  readonly definitions: readonly Definition[];
  readonly macroCalls: readonly MacroCall[];
}

/** A parsed template. It holds no state: render it as often as needed. */
export interface Template {
  readonly source: SourceText;
  /** Top-level definitions, in order. */
  readonly definitions: readonly Definition[];
  /** Every call of a name in the whole template, definitions included, in the order of the text. */
  readonly calls: readonly StaticCall[];
  /** The same calls, as far as they tell which macros are meant. */
  readonly macroCalls: readonly MacroCall[];
  /** Every name that it reads and does not itself set. */
  readonly names: ReadonlySet<string>;
  /** Those of them that it reads attributes or items of. */
  readonly objects: ReadonlySet<string>;
  /** Those of which it reads something that it does not call at once, so that it can be handed on. */
  readonly values: ReadonlySet<string>;
  /** Whether it is plain text. */
  readonly isStatic: boolean;
}

/** Where names that a template does not set itself come from. Asked on every use, so a lookup should be cheap. */
export interface Globals {
  get(name: string): Value | undefined;
  has(name: string): boolean;
  /** For "did you mean". */
  names(): Iterable<string>;
  /** What a name may have been meant for that is like none of them, where something of it is wanted. */
  ownerHint?(name: string): string | undefined;
}
