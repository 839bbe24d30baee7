import type { Value } from './values/value.ts';

/** Offsets into the template's text: from `start` up to, not including, `end`. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Arguments {
  readonly positional: readonly Expression[];
  readonly named: readonly { readonly name: string; readonly value: Expression }[];
  /** `*expression` and `**expression`. */
  readonly spread: Expression | undefined;
  readonly namedSpread: Expression | undefined;
}

export type ArithmeticOperator = '+' | '-' | '*' | '/' | '//' | '%' | '**';
export type CompareOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | 'in' | 'not in';

export type Expression = Span &
  (
    | { readonly kind: 'literal'; readonly value: Value }
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'list' | 'tuple' | 'concat'; readonly items: readonly Expression[] }
    | {
        readonly kind: 'dict';
        readonly pairs: readonly { readonly key: Expression; readonly value: Expression }[];
      }
    | { readonly kind: 'attribute'; readonly object: Expression; readonly name: string }
    | { readonly kind: 'item'; readonly object: Expression; readonly key: Expression }
    | {
        readonly kind: 'slice';
        readonly from: Expression | undefined;
        readonly to: Expression | undefined;
        readonly step: Expression | undefined;
      }
    | { readonly kind: 'call'; readonly callee: Expression; readonly args: Arguments }
    | Filter
    | Test
    | { readonly kind: 'negative' | 'positive' | 'not'; readonly operand: Expression }
    | {
        readonly kind: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'compare';
        readonly first: Expression;
        readonly rest: readonly { readonly operator: CompareOperator; readonly operand: Expression }[];
      }
    | { readonly kind: 'and' | 'or'; readonly left: Expression; readonly right: Expression }
    | {
        readonly kind: 'choice';
        readonly condition: Expression;
        readonly chosen: Expression;
        readonly otherwise: Expression | undefined;
      }
  );

/** `input` is absent where a filter stands alone, in filter blocks and block sets. */
export interface Filter extends Span {
  readonly kind: 'filter';
  readonly input: Expression | undefined;
  readonly name: string;
  readonly args: Arguments | undefined;
}

export interface Test extends Span {
  readonly kind: 'test';
  readonly input: Expression;
  readonly name: string;
  readonly args: Arguments | undefined;
}

/** What can be assigned to. */
export type Target = Span &
  (
    | { readonly kind: 'name'; readonly name: string }
    | { readonly kind: 'tuple'; readonly items: readonly Target[] }
    | { readonly kind: 'member'; readonly object: string; readonly name: string }
  );

export interface Parameter {
  readonly name: string;
  readonly default: Expression | undefined;
}

export type DefinitionKind = 'macro' | 'test' | 'materialization' | 'snapshot' | 'docs';

/** A macro, and the framework's blocks that are parsed like one. */
export interface DefinitionBlock extends Span {
  readonly kind: 'definition';
  readonly definition: DefinitionKind;
  readonly name: string;
  readonly nameSpan: Span;
  readonly params: readonly Parameter[];
  /** A materialization's `default` or `adapter='…'`. */
  readonly adapter: string | undefined;
  readonly body: readonly Statement[];
  readonly bodyStart: number;
  readonly bodyEnd: number;
}

export type Statement = Span &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'print'; readonly value: Expression }
    | { readonly kind: 'set'; readonly target: Target; readonly value: Expression }
    | {
        readonly kind: 'set block';
        readonly target: Target;
        readonly filter: Filter | undefined;
        readonly body: readonly Statement[];
      }
    | {
        readonly kind: 'if';
        readonly branches: readonly { readonly condition: Expression; readonly body: readonly Statement[] }[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: 'for';
        readonly target: Target;
        readonly items: Expression;
        readonly condition: Expression | undefined;
        readonly recursive: boolean;
        readonly body: readonly Statement[];
        readonly otherwise: readonly Statement[];
      }
    | {
        readonly kind: 'with';
        readonly bindings: readonly { readonly target: Target; readonly value: Expression }[];
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'filter block'; readonly filter: Filter; readonly body: readonly Statement[] }
    | {
        readonly kind: 'call block';
        readonly params: readonly Parameter[];
        readonly call: Expression & { readonly kind: 'call' };
        readonly body: readonly Statement[];
      }
    | { readonly kind: 'do'; readonly value: Expression }
    | { readonly kind: 'break' | 'continue' }
    | DefinitionBlock
  );

export const noArguments: Arguments = {
  positional: [],
  named: [],
  spread: undefined,
  namedSpread: undefined,
};
