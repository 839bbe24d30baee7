import type { Arguments, Expression } from './ast.ts';

/** Filters that see the template around them, and dbt's, whose values are not plain ones. */
const unfolded = new Set([
  'map',
  'select',
  'reject',
  'selectattr',
  'rejectattr',
  'random',
  'as_text',
  'as_native',
  'as_bool',
  'as_number',
]);

/** Whether Jinja knows an expression's value before anything is rendered: nothing in it is looked up or called. */
export function isConstant(node: Expression): boolean {
  switch (node.kind) {
    case 'literal':
      return true;
    case 'name':
    case 'call':
      return false;
    case 'list':
    case 'tuple':
    case 'concat':
      return node.items.every(isConstant);
    case 'dict':
      return node.pairs.every(({ key, value }) => isConstant(key) && isConstant(value));
    case 'attribute':
      return isConstant(node.object);
    case 'item':
      return isConstant(node.object) && isConstant(node.key);
    case 'slice':
      return [node.from, node.to, node.step].every((part) => part === undefined || isConstant(part));
    case 'filter':
      return (
        node.input !== undefined &&
        isConstant(node.input) &&
        !unfolded.has(node.name) &&
        constantArguments(node.args)
      );
    case 'test':
      return isConstant(node.input) && constantArguments(node.args);
    case 'negative':
    case 'positive':
    case 'not':
      return isConstant(node.operand);
    case 'compare':
      return isConstant(node.first) && node.rest.every(({ operand }) => isConstant(operand));
    case 'arithmetic':
    case 'and':
    case 'or':
      return isConstant(node.left) && isConstant(node.right);
    case 'choice':
      return [node.condition, node.chosen, node.otherwise].every(
        (part) => part === undefined || isConstant(part),
      );
  }
}

const constantArguments = (args: Arguments | undefined): boolean =>
  args === undefined ||
  (args.positional.every(isConstant) &&
    args.named.every(({ value }) => isConstant(value)) &&
    args.spread === undefined &&
    args.namedSpread === undefined);
