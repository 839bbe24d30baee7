import type { Expression, Span, Statement } from './ast.ts';
import { mentioned, mentions } from './mentions.ts';
import { definitionIn, own } from './render.ts';
import type { Definition, Template } from './template.ts';

/** A call that is given a value as it is, and as which of its arguments: the first is 0. */
export interface Handing {
  /** Of the call; where what is called comes of a call, as in `adapter.dispatch('x')(value)`, of that one. */
  readonly call: Span;
  /** Whether it is what comes of that call that is called. */
  readonly isOfResult: boolean;
  readonly argument: number | string;
}

/**
 * The calls that a definition hands the value of a name on to, where it does nothing else with it but write it; undefined
 * where more could come of it. Only what is written at once counts: a text that is kept first could be looked at.
 */
export function handedOn(
  template: Template,
  definition: Definition,
  name: string,
): readonly Handing[] | undefined {
  const { params, body } = definitionIn(own(template), definition);
  const defaults = params.map((param) => param.default);
  const search = new Search(name);
  return !mentioned(defaults, name) && search.statements(body) ? search.found : undefined;
}

class Search {
  readonly found: Handing[] = [];
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  /** Whether nothing else is done with the value. */
  statements(body: readonly Statement[]): boolean {
    return body.every((statement) => this.#statement(statement));
  }

  #statement(node: Statement): boolean {
    switch (node.kind) {
      case 'print':
        return this.#written(node.value);
      case 'do':
        return isReturn(node.value) ? this.#written(node.value) : this.#isFree(node.value);
      case 'if':
        return (
          node.branches.every(({ condition, body }) => this.#isFree(condition) && this.statements(body)) &&
          this.statements(node.otherwise)
        );
      case 'for':
        return (
          this.#isFree(node.items, node.condition) &&
          this.statements(node.body) &&
          this.statements(node.otherwise)
        );
      default:
        return !mentions([node], this.#name);
    }
  }

  /** An expression whose value becomes text, or that of the definition. */
  #written(node: Expression): boolean {
    if (this.#isIt(node)) return true;
    if (node.kind !== 'call') return this.#isFree(node);
    const { positional, named, spread, namedSpread } = node.args;
    if (isReturn(node)) return this.#written(positional[0]!);
    const { callee } = node;
    const isOfResult = callee.kind === 'call';
    const call = isOfResult ? callee : node;
    const given = (value: Expression, argument: number | string): boolean => {
      if (!this.#isIt(value)) return this.#isFree(value);
      this.found.push({ call, isOfResult, argument });
      return true;
    };
    return (
      positional.every(given) &&
      named.every(({ name, value }) => given(value, name)) &&
      this.#isFree(callee, spread, namedSpread)
    );
  }

  #isIt(node: Expression): boolean {
    return node.kind === 'name' && node.name === this.#name;
  }

  #isFree(...nodes: readonly (Expression | undefined)[]): boolean {
    return !mentioned(nodes, this.#name);
  }
}

const isReturn = (node: Expression): boolean =>
  node.kind === 'call' &&
  node.callee.kind === 'name' &&
  node.callee.name === 'return' &&
  node.args.positional.length === 1 &&
  node.args.named.length === 0;
