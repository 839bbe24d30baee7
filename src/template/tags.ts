import type { Filter, Statement } from './ast.ts';
import type { BlockReader, TagParser } from './block-reader.ts';
import { parseParameters } from './parse-definition.ts';
import { parseOneTarget, parseTarget } from './parse-targets.ts';
import { SyntaxProblem } from './syntax-error.ts';

/** Inside a block with a scope of its own, Jinja checks filters again even under an `if`. */
function scoped<T>(reader: BlockReader, conditional: boolean, work: () => T): T {
  const before = reader.unknown.conditional;
  reader.unknown.conditional = conditional;
  const result = work();
  reader.unknown.conditional = before;
  return result;
}

const parseIf: TagParser = (reader, start) =>
  scoped(reader, true, () => {
    const { lexer, expressions } = reader;
    const branches = [];
    let otherwise: Statement[] = [];
    do {
      lexer.next();
      const condition = expressions.tuple(false);
      const body = reader.body('if', ['elif', 'else', 'endif'], start);
      branches.push({ condition, body });
    } while (lexer.isName('elif'));
    const hasElse = lexer.skipName('else');
    if (hasElse) {
      if (lexer.isName('if')) lexer.fail("expected the end of the tag, got 'if'", "'elif' is one word here");
      otherwise = reader.body('if', ['endif'], start);
    }
    lexer.next();
    return { kind: 'if', branches, otherwise, start, end: lexer.position };
  });

const parseFor: TagParser = (reader, start) => {
  const { lexer, expressions } = reader;
  lexer.next();
  const target = parseTarget(lexer, false, 'in');
  if (!lexer.skipName('in')) lexer.fail(`expected 'in', got ${lexer.described()}`);
  const items = expressions.tuple(false, 'recursive');
  return scoped(reader, false, () => {
    const condition = lexer.skipName('if') ? expressions.expression() : undefined;
    const recursive = lexer.skipName('recursive');
    const body = reader.body('for', ['endfor', 'else'], start);
    const otherwise = lexer.skipName('else') ? reader.body('for', ['endfor'], start) : [];
    lexer.next();
    return { kind: 'for', target, items, condition, recursive, body, otherwise, start, end: lexer.position };
  });
};

const parseSet: TagParser = (reader, start) => {
  const { lexer, expressions } = reader;
  lexer.next();
  const target = parseTarget(lexer, true);
  if (lexer.skip('=')) {
    const value = expressions.tuple();
    return { kind: 'set', target, value, start, end: lexer.position };
  }
  const filter = parsePipe(reader);
  if (lexer.kind !== 'end') lexer.fail(`expected '=' or the end of the tag, got ${lexer.described()}`);
  const body = scoped(reader, false, () => reader.closedBody('set', ['endset'], start));
  return { kind: 'set block', target, filter, body, start, end: lexer.position };
};

function parsePipe(reader: BlockReader): Filter | undefined {
  let filter: Filter | undefined;
  while (reader.lexer.skip('|')) filter = reader.expressions.filter(filter);
  return filter;
}

const parseWith: TagParser = (reader, start) => {
  const { lexer, expressions } = reader;
  const bindings = [];
  lexer.next();
  while (lexer.kind !== 'end') {
    if (bindings.length > 0) lexer.expect(',');
    const target = parseOneTarget(lexer, false);
    lexer.expect('=');
    bindings.push({ target, value: expressions.expression() });
  }
  const body = scoped(reader, false, () => reader.closedBody('with', ['endwith'], start));
  return { kind: 'with', bindings, body, start, end: lexer.position };
};

const parseFilterBlock: TagParser = (reader, start) => {
  const { lexer, expressions } = reader;
  lexer.next();
  let filter = expressions.filter(undefined);
  while (lexer.skip('|')) filter = expressions.filter(filter);
  const body = scoped(reader, false, () => reader.closedBody('filter', ['endfilter'], start));
  return { kind: 'filter block', filter, body, start, end: lexer.position };
};

const parseCallBlock: TagParser = (reader, start) => {
  const { lexer, expressions } = reader;
  lexer.next();
  const params = lexer.is('(') ? parseParameters(reader) : [];
  const call = expressions.expression();
  if (call.kind !== 'call')
    throw new SyntaxProblem('expected a call', call.start, call.end, 'such as {% call box() %}');
  const body = scoped(reader, false, () => reader.closedBody('call', ['endcall'], start));
  return { kind: 'call block', params, call, body, start, end: lexer.position };
};

const parseDo: TagParser = ({ lexer, expressions }, start) => {
  lexer.next();
  return { kind: 'do', value: expressions.tuple(), start, end: lexer.position };
};

const parsePrint: TagParser = ({ lexer, expressions }, start) => {
  lexer.next();
  const items = [];
  while (lexer.kind !== 'end') {
    if (items.length > 0) lexer.expect(',');
    items.push(expressions.expression());
  }
  return {
    kind: 'print',
    value: { kind: 'concat', items, start, end: lexer.lastEnd },
    start,
    end: lexer.position,
  };
};

const parseJump =
  (kind: 'break' | 'continue'): TagParser =>
  ({ lexer }, start) => {
    lexer.next();
    return { kind, start, end: lexer.position };
  };

const notSupported: TagParser = ({ lexer }) => {
  throw new SyntaxProblem(
    `the tag '${lexer.word}' is not supported`,
    lexer.start,
    lexer.position,
    'macros of the project can be called without importing them',
    'A3013',
  );
};

/** Every tag but `raw`, whose body is text, and the definitions. */
export const tags: ReadonlyMap<string, TagParser> = new Map([
  ['if', parseIf],
  ['for', parseFor],
  ['set', parseSet],
  ['with', parseWith],
  ['filter', parseFilterBlock],
  ['call', parseCallBlock],
  ['do', parseDo],
  ['print', parsePrint],
  ['break', parseJump('break')],
  ['continue', parseJump('continue')],
  ...['include', 'import', 'from', 'extends', 'block', 'autoescape'].map((tag): [string, TagParser] => [
    tag,
    notSupported,
  ]),
]);
