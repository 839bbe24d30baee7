import type { ArithmeticOperator, CompareOperator, Expression } from './ast.ts';
import type { Lexer } from './lexer.ts';
import { OperandParser } from './parse-operands.ts';
import { atTupleEnd } from './parse-targets.ts';

/** More nots in a row than anybody means. */
const deepest = 100;

/** Whether what follows an operand is none of its operators. */
function endsExpression({ kind, word }: Lexer): boolean {
  if (kind === 'operator') return word === ',' || word === ')' || word === ']';
  return kind === 'end';
}

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);

/** Jinja's expression grammar by recursive descent; `~` binds tighter than `+`, and `**` to the left. */
export class ExpressionParser extends OperandParser {
  /** One expression, or several with commas between them, which make a tuple. */
  override tuple(choice = true, stop = '', parenthesized = false): Expression {
    const { lexer } = this;
    const start = lexer.start;
    if (atTupleEnd(lexer, stop)) {
      if (!parenthesized) lexer.fail(`expected an expression, got ${lexer.described()}`);
      return { kind: 'tuple', items: [], start, end: lexer.lastEnd };
    }
    const first = choice ? this.expression() : this.#or();
    if (!lexer.is(',')) return first;
    const items = [first];
    while (lexer.skip(',')) {
      if (atTupleEnd(lexer, stop)) break;
      items.push(choice ? this.expression() : this.#or());
    }
    return { kind: 'tuple', items, start, end: lexer.lastEnd };
  }

  override expression(): Expression {
    const { lexer } = this;
    this.deeper();
    const mark = this.unknown.mark();
    const start = lexer.start;
    let result = this.#or();
    while (lexer.skipName('if')) {
      const condition = this.#or();
      const otherwise = lexer.skipName('else') ? this.expression() : undefined;
      result = { kind: 'choice', condition, chosen: result, otherwise, start, end: lexer.lastEnd };
      this.unknown.forgive(mark);
    }
    this.shallower();
    return result;
  }

  /** Most expressions are one operand, which is returned without going through all the operators it could stand at. */
  #or(): Expression {
    const { lexer } = this;
    const { start } = lexer;
    const first = lexer.isName('not') ? undefined : this.#unary(true);
    if (first !== undefined && endsExpression(lexer)) return first;
    let left = this.#and(start, first);
    while (lexer.skipName('or'))
      left = { kind: 'or', left, right: this.#and(lexer.start), start, end: lexer.lastEnd };
    return left;
  }

  // Each takes the operand that it starts with, where that is parsed already, and where that started.

  #and(start: number, first?: Expression): Expression {
    const { lexer } = this;
    let left = this.#not(start, first);
    while (lexer.skipName('and'))
      left = { kind: 'and', left, right: this.#not(lexer.start), start, end: lexer.lastEnd };
    return left;
  }

  #not(start: number, first?: Expression): Expression {
    const { lexer } = this;
    if (first !== undefined) return this.#compare(start, first);
    let negations = 0;
    while (lexer.skipName('not')) negations++;
    let result = this.#compare(lexer.start);
    if (negations > deepest) lexer.fail('too many nots');
    for (; negations > 0; negations--) result = { kind: 'not', operand: result, start, end: lexer.lastEnd };
    return result;
  }

  #compare(start: number, operand?: Expression): Expression {
    const { lexer } = this;
    const first = this.#sum(start, operand);
    let rest: { operator: CompareOperator; operand: Expression }[] | undefined;
    for (;;) {
      let operator: CompareOperator;
      if (lexer.kind === 'operator' && comparisons.has(lexer.word)) operator = lexer.word as CompareOperator;
      else if (lexer.isName('in')) operator = 'in';
      else if (lexer.isName('not') && lexer.follows('in')) {
        operator = 'not in';
        lexer.next();
      } else break;
      lexer.next();
      rest ??= [];
      rest.push({ operator, operand: this.#sum(lexer.start) });
    }
    return rest === undefined ? first : { kind: 'compare', first, rest, start, end: lexer.lastEnd };
  }

  #sum(start: number, first?: Expression): Expression {
    const { lexer } = this;
    let left = this.#concat(start, first);
    while (lexer.kind === 'operator' && (lexer.word === '+' || lexer.word === '-'))
      left = this.#binary(start, left, () => this.#concat(lexer.start));
    return left;
  }

  #concat(start: number, operand?: Expression): Expression {
    const { lexer } = this;
    const first = this.#product(start, operand);
    if (!lexer.is('~')) return first;
    const items = [first];
    while (lexer.skip('~')) items.push(this.#product(lexer.start));
    return { kind: 'concat', items, start, end: lexer.lastEnd };
  }

  #product(start: number, first?: Expression): Expression {
    const { lexer } = this;
    let left = this.#power(start, first);
    while (
      lexer.kind === 'operator' &&
      (lexer.word === '*' || lexer.word === '/' || lexer.word === '//' || lexer.word === '%')
    )
      left = this.#binary(start, left, () => this.#power(lexer.start));
    return left;
  }

  #power(start: number, first?: Expression): Expression {
    let left = first ?? this.#unary(true);
    while (this.lexer.is('**')) left = this.#binary(start, left, () => this.#unary(true));
    return left;
  }

  #binary(start: number, left: Expression, operand: () => Expression): Expression {
    const operator = this.lexer.word as ArithmeticOperator;
    this.lexer.next();
    const right = operand();
    return { kind: 'arithmetic', operator, left, right, start, end: this.lexer.lastEnd };
  }

  #unary(filters: boolean): Expression {
    const { lexer } = this;
    const start = lexer.start;
    let result: Expression;
    if (lexer.is('-') || lexer.is('+')) {
      const kind = lexer.word === '-' ? 'negative' : 'positive';
      this.deeper();
      lexer.next();
      const operand = this.#unary(false);
      result = { kind, operand, start, end: lexer.lastEnd };
      this.shallower();
    } else result = this.primary();
    result = this.postfix(result);
    return filters ? this.filters(result) : result;
  }
}
