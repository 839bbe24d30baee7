import type { ArithmeticOperator, CompareOperator, Expression } from './ast.ts';
import { OperandParser } from './parse-operands.ts';
import { atTupleEnd } from './parse-targets.ts';

/** More nots in a row than anybody means. */
const deepest = 100;

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

  #or(): Expression {
    const start = this.lexer.start;
    let left = this.#and();
    while (this.lexer.skipName('or'))
      left = { kind: 'or', left, right: this.#and(), start, end: this.lexer.lastEnd };
    return left;
  }

  #and(): Expression {
    const start = this.lexer.start;
    let left = this.#not();
    while (this.lexer.skipName('and'))
      left = { kind: 'and', left, right: this.#not(), start, end: this.lexer.lastEnd };
    return left;
  }

  #not(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    let negations = 0;
    while (lexer.skipName('not')) negations++;
    let result = this.#compare();
    if (negations > deepest) lexer.fail('too many nots');
    for (; negations > 0; negations--) result = { kind: 'not', operand: result, start, end: lexer.lastEnd };
    return result;
  }

  #compare(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    const first = this.#sum();
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
      rest.push({ operator, operand: this.#sum() });
    }
    return rest === undefined ? first : { kind: 'compare', first, rest, start, end: lexer.lastEnd };
  }

  #sum(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    let left = this.#concat();
    while (lexer.kind === 'operator' && (lexer.word === '+' || lexer.word === '-'))
      left = this.#binary(start, left, () => this.#concat());
    return left;
  }

  #concat(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    const first = this.#product();
    if (!lexer.is('~')) return first;
    const items = [first];
    while (lexer.skip('~')) items.push(this.#product());
    return { kind: 'concat', items, start, end: lexer.lastEnd };
  }

  #product(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    let left = this.#power();
    while (
      lexer.kind === 'operator' &&
      (lexer.word === '*' || lexer.word === '/' || lexer.word === '//' || lexer.word === '%')
    )
      left = this.#binary(start, left, () => this.#power());
    return left;
  }

  #power(): Expression {
    const start = this.lexer.start;
    let left = this.#unary(true);
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
