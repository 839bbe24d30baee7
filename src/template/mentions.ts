import type { Arguments, Expression, Parameter, Statement } from './ast.ts';

/** Whether the name is read anywhere in the statements. */
export const mentions = (body: readonly Statement[], name: string): boolean =>
  new Search(name).statements(body);

/** Whether the name is read anywhere in one of the expressions. */
export function mentioned(expressions: readonly (Expression | undefined)[], name: string): boolean {
  const search = new Search(name);
  return expressions.some((expression) => search.expression(expression));
}

class Search {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  statements(body: readonly Statement[]): boolean {
    return body.some((statement) => this.#statement(statement));
  }

  #statement(node: Statement): boolean {
    switch (node.kind) {
      case 'text':
      case 'break':
      case 'continue':
        return false;
      case 'print':
      case 'set':
      case 'do':
        return this.expression(node.value);
      case 'set block':
        return this.expression(node.filter) || this.statements(node.body);
      case 'if':
        return (
          node.branches.some(({ condition, body }) => this.expression(condition) || this.statements(body)) ||
          this.statements(node.otherwise)
        );
      case 'for':
        return (
          this.expression(node.items) ||
          this.expression(node.condition) ||
          this.statements(node.body) ||
          this.statements(node.otherwise)
        );
      case 'with':
        return node.bindings.some(({ value }) => this.expression(value)) || this.statements(node.body);
      case 'filter block':
        return this.expression(node.filter) || this.statements(node.body);
      case 'call block':
        return this.#parameters(node.params) || this.expression(node.call) || this.statements(node.body);
      case 'definition':
        return this.#parameters(node.params) || this.statements(node.body);
    }
  }

  #parameters(params: readonly Parameter[]): boolean {
    return params.some((param) => this.expression(param.default));
  }

  #arguments(args: Arguments | undefined): boolean {
    if (args === undefined) return false;
    return (
      args.positional.some((item) => this.expression(item)) ||
      args.named.some(({ value }) => this.expression(value)) ||
      this.expression(args.spread) ||
      this.expression(args.namedSpread)
    );
  }

  expression(node: Expression | undefined): boolean {
    if (node === undefined) return false;
    switch (node.kind) {
      case 'literal':
        return false;
      case 'name':
        return node.name === this.#name;
      case 'list':
      case 'tuple':
      case 'concat':
        return node.items.some((item) => this.expression(item));
      case 'dict':
        return node.pairs.some(({ key, value }) => this.expression(key) || this.expression(value));
      case 'attribute':
        return this.expression(node.object);
      case 'item':
        return this.expression(node.object) || this.expression(node.key);
      case 'slice':
        return this.expression(node.from) || this.expression(node.to) || this.expression(node.step);
      case 'call':
        return this.expression(node.callee) || this.#arguments(node.args);
      case 'filter':
      case 'test':
        return this.expression(node.input) || this.#arguments(node.args);
      case 'negative':
      case 'positive':
      case 'not':
        return this.expression(node.operand);
      case 'arithmetic':
      case 'and':
      case 'or':
        return this.expression(node.left) || this.expression(node.right);
      case 'compare':
        return this.expression(node.first) || node.rest.some(({ operand }) => this.expression(operand));
      case 'choice':
        return (
          this.expression(node.condition) || this.expression(node.chosen) || this.expression(node.otherwise)
        );
    }
  }
}
