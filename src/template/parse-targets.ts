import type { Target } from './ast.ts';
import type { Lexer } from './lexer.ts';
import type { Value } from './values/value.ts';

const deepest = 100;

/** Names that stand for a value, and cannot be set. */
export const constants: ReadonlyMap<string, Value> = new Map<string, Value>([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
  ['none', null],
  ['None', null],
]);

/** Whether nothing more of a tuple without brackets can follow; `stop` is a name that ends it. */
export const atTupleEnd = (lexer: Lexer, stop: string): boolean =>
  lexer.kind === 'end' || lexer.is(')') || (stop !== '' && lexer.isName(stop));

/** What stands left of `=` or between `for` and `in`: names, with commas and brackets. */
export function parseTarget(lexer: Lexer, members: boolean, stop = '', depth = 0): Target {
  const start = lexer.start;
  if (atTupleEnd(lexer, stop)) lexer.fail(`expected a name, got ${lexer.described()}`);
  const first = parseOneTarget(lexer, members, depth);
  if (!lexer.is(',')) return first;
  const items = [first];
  while (lexer.skip(',')) {
    if (atTupleEnd(lexer, stop) || lexer.is('=')) break;
    items.push(parseOneTarget(lexer, members, depth));
  }
  return { kind: 'tuple', items, start, end: lexer.lastEnd };
}

/** One of them, up to a comma. */
export function parseOneTarget(lexer: Lexer, members: boolean, depth = 0): Target {
  const start = lexer.start;
  if (lexer.skip('(')) {
    if (depth > deepest) lexer.fail(`the names are nested more than ${deepest} deep`);
    const inner = parseTarget(lexer, members, '', depth + 1);
    lexer.expect(')');
    return inner;
  }
  if (lexer.kind !== 'name')
    lexer.fail(`can't assign to ${lexer.described()}`, 'a name is set: {% set name = value %}');
  const name = lexer.word;
  if (constants.has(name)) lexer.fail(`can't assign to '${name}'`);
  lexer.next();
  if (members && lexer.skip('.')) {
    const member = lexer.expectName('the name of an attribute');
    return { kind: 'member', object: name, name: member, start, end: lexer.lastEnd };
  }
  return { kind: 'name', name, start, end: lexer.lastEnd };
}
