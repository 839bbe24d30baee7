import type { Arguments, Expression, Filter } from './ast.ts';
import type { Lexer } from './lexer.ts';
import { constants } from './parse-targets.ts';
import type { UnknownNames } from './unknown-names.ts';

/** Deeper nesting than any template has; it also keeps evaluation within the stack. */
const deepest = 100;

/** What operators stand between: literals, names, brackets, and the calls, items, filters and tests that follow them. */
export abstract class OperandParser {
  readonly lexer: Lexer;
  readonly unknown: UnknownNames;
  #depth = 0;
  #chain = 0;

  constructor(lexer: Lexer, unknown: UnknownNames) {
    this.lexer = lexer;
    this.unknown = unknown;
  }

  abstract tuple(choice?: boolean, stop?: string, parenthesized?: boolean): Expression;
  abstract expression(): Expression;

  /** Called on the way into a part of an expression, `shallower` on the way out. */
  protected deeper(): void {
    if (++this.#depth > deepest)
      this.lexer.fail(`the expression is nested more than ${deepest} deep`, 'set parts of it to names first');
  }

  protected shallower(): void {
    this.#depth--;
  }

  protected primary(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    if (lexer.kind === 'name') {
      const name = lexer.word;
      lexer.next();
      const constant = constants.get(name);
      return constant === undefined
        ? { kind: 'name', name, start, end: lexer.lastEnd }
        : { kind: 'literal', value: constant, start, end: lexer.lastEnd };
    }
    if (lexer.kind === 'string') {
      let value = lexer.value as string;
      lexer.next();
      for (; (lexer.kind as string) === 'string'; lexer.next()) value += lexer.value as string;
      return { kind: 'literal', value, start, end: lexer.lastEnd };
    }
    if (lexer.kind === 'number') {
      const { value } = lexer;
      lexer.next();
      return { kind: 'literal', value, start, end: lexer.lastEnd };
    }
    if (lexer.skip('(')) {
      const inner = this.tuple(true, '', true);
      lexer.expect(')');
      return inner.kind === 'tuple' ? { ...inner, start, end: lexer.lastEnd } : inner;
    }
    if (lexer.is('[')) return this.#list(start);
    if (lexer.is('{')) return this.#dict(start);
    return lexer.fail(
      `expected a value, got ${lexer.described()}`,
      lexer.is('=') ? "'==' compares" : undefined,
    );
  }

  #list(start: number): Expression {
    const { lexer } = this;
    const items: Expression[] = [];
    lexer.next();
    while (!lexer.is(']')) {
      if (items.length > 0) lexer.expect(',');
      if (lexer.is(']')) break;
      items.push(this.expression());
    }
    lexer.next();
    return { kind: 'list', items, start, end: lexer.lastEnd };
  }

  #dict(start: number): Expression {
    const { lexer } = this;
    const pairs: { key: Expression; value: Expression }[] = [];
    lexer.next();
    while (!lexer.is('}')) {
      if (pairs.length > 0) lexer.expect(',');
      if (lexer.is('}')) break;
      const key = this.expression();
      lexer.expect(':');
      pairs.push({ key, value: this.expression() });
    }
    lexer.next();
    return { kind: 'dict', pairs, start, end: lexer.lastEnd };
  }

  protected postfix(node: Expression): Expression {
    const { lexer } = this;
    const before = this.#chain;
    let result = node;
    while (lexer.kind === 'operator') {
      if (lexer.word === '.') result = this.#member(result);
      else if (lexer.word === '[') result = this.#item(result);
      else if (lexer.word === '(') result = this.#call(result);
      else break;
      this.#long();
    }
    this.#chain = before;
    return result;
  }

  /** A chain of a thousand links nests as deeply as a thousand brackets. */
  #long(): void {
    if (++this.#chain > deepest * 5) this.lexer.fail('too many links in one chain');
  }

  #member(object: Expression): Expression {
    const { lexer } = this;
    lexer.next();
    if (lexer.kind === 'number' && typeof lexer.value === 'number') {
      const key: Expression = {
        kind: 'literal',
        value: lexer.value,
        start: lexer.start,
        end: lexer.position,
      };
      lexer.next();
      return { kind: 'item', object, key, start: object.start, end: lexer.lastEnd };
    }
    const name = lexer.expectName('a name or number after the dot');
    return { kind: 'attribute', object, name, start: object.start, end: lexer.lastEnd };
  }

  #item(object: Expression): Expression {
    const { lexer } = this;
    const start = lexer.start;
    const keys: Expression[] = [];
    lexer.next();
    while (!lexer.is(']')) {
      if (keys.length > 0) lexer.expect(',');
      keys.push(this.#subscript());
    }
    lexer.next();
    const end = lexer.lastEnd;
    const only = keys.length === 1 ? keys[0] : undefined;
    return {
      kind: 'item',
      object,
      key: only ?? { kind: 'tuple', items: keys, start, end },
      start: object.start,
      end,
    };
  }

  #subscript(): Expression {
    const { lexer } = this;
    const start = lexer.start;
    const from = lexer.is(':') ? undefined : this.expression();
    if (!lexer.skip(':')) return from!;
    const bound = (): Expression | undefined =>
      lexer.is(':') || lexer.is(']') || lexer.is(',') ? undefined : this.expression();
    const to = bound();
    const step = lexer.skip(':') ? bound() : undefined;
    return { kind: 'slice', from, to, step, start, end: lexer.lastEnd };
  }

  #call(callee: Expression): Expression {
    const args = this.arguments();
    return { kind: 'call', callee, args, start: callee.start, end: this.lexer.lastEnd };
  }

  arguments(): Arguments {
    const { lexer } = this;
    const positional: Expression[] = [];
    const named: { name: string; value: Expression }[] = [];
    let spread: Expression | undefined;
    let namedSpread: Expression | undefined;
    const ensure = (fine: boolean, what: string): void => {
      if (!fine) lexer.fail(`${what} in the arguments of a call`);
    };
    lexer.expect('(');
    while (!lexer.is(')')) {
      if (lexer.is('*')) {
        ensure(spread === undefined && namedSpread === undefined, 'a second *');
        lexer.next();
        spread = this.expression();
      } else if (lexer.is('**')) {
        ensure(namedSpread === undefined, 'a second **');
        lexer.next();
        namedSpread = this.expression();
      } else if (lexer.kind === 'name' && lexer.follows('=')) {
        ensure(namedSpread === undefined, 'a name after **');
        const name = lexer.word;
        ensure(!named.some((item) => item.name === name), `'${name}' a second time`);
        lexer.next();
        lexer.next();
        named.push({ name, value: this.expression() });
      } else {
        ensure(
          spread === undefined && namedSpread === undefined && named.length === 0,
          'an argument without a name after one with a name',
        );
        positional.push(this.expression());
      }
      if (!lexer.is(')')) lexer.expect(',');
    }
    lexer.next();
    return { positional, named, spread, namedSpread };
  }

  protected filters(node: Expression): Expression {
    const { lexer } = this;
    const before = this.#chain;
    let result = node;
    for (;;) {
      if (lexer.is('|')) {
        lexer.next();
        result = this.filter(result);
      } else if (lexer.isName('is')) result = this.#test(result);
      else if (lexer.is('(')) result = this.#call(result);
      else break;
      this.#long();
    }
    this.#chain = before;
    return result;
  }

  /** A filter's name and arguments, after the `|`. */
  filter(input: Expression | undefined): Filter {
    const { lexer } = this;
    const nameStart = lexer.start;
    const name = this.#dotted('the name of a filter');
    const nameEnd = lexer.lastEnd;
    const args = lexer.is('(') ? this.arguments() : undefined;
    this.unknown.filter(name, nameStart, nameEnd);
    return { kind: 'filter', input, name, args, start: input?.start ?? nameStart, end: lexer.lastEnd };
  }

  #dotted(what: string): string {
    let name = this.lexer.expectName(what);
    while (this.lexer.skip('.')) name += `.${this.lexer.expectName(what)}`;
    return name;
  }

  #test(input: Expression): Expression {
    const { lexer } = this;
    lexer.next();
    const negated = lexer.skipName('not');
    const nameStart = lexer.start;
    const name = this.#dotted('the name of a test');
    const nameEnd = lexer.lastEnd;
    let args: Arguments | undefined;
    if (lexer.is('(')) args = this.arguments();
    else if (this.#startsTestArgument()) {
      if (lexer.isName('is')) lexer.fail('tests cannot be chained with is');
      const argument = this.postfix(this.primary());
      args = { positional: [argument], named: [], spread: undefined, namedSpread: undefined };
    }
    this.unknown.test(name, nameStart, nameEnd);
    const span = { start: input.start, end: lexer.lastEnd };
    const test: Expression = { kind: 'test', input, name, args, ...span };
    return negated ? { kind: 'not', operand: test, ...span } : test;
  }

  #startsTestArgument(): boolean {
    const { lexer } = this;
    if (lexer.kind === 'name') return lexer.word !== 'else' && lexer.word !== 'or' && lexer.word !== 'and';
    return lexer.kind === 'string' || lexer.kind === 'number' || lexer.is('[') || lexer.is('{');
  }
}
