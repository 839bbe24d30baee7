import type { DefinitionBlock, DefinitionKind, Parameter, Span } from './ast.ts';
import type { BlockReader, TagParser } from './block-reader.ts';

/** `(name, other=default)`. */
export function parseParameters({ lexer, expressions }: BlockReader): Parameter[] {
  const params: Parameter[] = [];
  lexer.expect('(');
  while (!lexer.is(')')) {
    if (params.length > 0) lexer.expect(',');
    const start = lexer.start;
    const name = lexer.expectName('the name of a parameter');
    if (name === 'caller' && !lexer.is('='))
      lexer.fail("the parameter 'caller' needs a default", undefined, start, start + name.length);
    if (lexer.skip('=')) params.push({ name, default: expressions.expression() });
    else {
      if (params.at(-1)?.default !== undefined)
        lexer.fail(
          'a parameter without a default follows one with a default',
          undefined,
          start,
          start + name.length,
        );
      params.push({ name, default: undefined });
    }
  }
  lexer.next();
  return params;
}

interface Shape {
  readonly definition: DefinitionKind;
  readonly ends: readonly string[];
  readonly rest: (reader: BlockReader) => { params: Parameter[]; adapter?: string };
}

const withParameters = (reader: BlockReader): { params: Parameter[] } => ({
  params: parseParameters(reader),
});
const nothing = (): { params: Parameter[] } => ({ params: [] });

/** `, default` or `, adapter='duckdb'`, and `, supported_languages=[…]`, which says nothing that matters here. */
function materializationAdapter({ lexer, expressions }: BlockReader): {
  params: Parameter[];
  adapter?: string;
} {
  let adapter: string | undefined;
  while (lexer.skip(',')) {
    if (lexer.skipName('default')) {
      adapter = 'default';
      continue;
    }
    const start = lexer.start;
    const key = lexer.expectName("'default' or 'adapter'");
    lexer.expect('=');
    const value = expressions.expression();
    if (key === 'supported_languages') continue;
    if (key !== 'adapter' || value.kind !== 'literal' || typeof value.value !== 'string')
      return lexer.fail("expected default or adapter='name'", undefined, start, lexer.lastEnd);
    adapter = value.value;
  }
  return adapter === undefined ? { params: [] } : { params: [], adapter };
}

function parser(tag: string, shape: Shape): TagParser {
  return (reader, start) => {
    const { lexer } = reader;
    lexer.next();
    const nameSpan: Span = { start: lexer.start, end: lexer.position };
    const name = lexer.expectName(`the name of the ${shape.definition}`);
    const { params, adapter } = shape.rest(reader);
    if (shape.definition === 'docs') return docsBlock(reader, start, name, nameSpan);
    const bodyStart = lexer.position;
    const conditional = reader.unknown.conditional;
    reader.unknown.conditional = false;
    const body = reader.body(tag, shape.ends, start);
    reader.unknown.conditional = conditional;
    const bodyEnd = reader.tagStart;
    lexer.next();
    const end = lexer.position;
    const { definition } = shape;
    return {
      kind: 'definition',
      definition,
      name,
      nameSpan,
      params,
      adapter,
      body,
      bodyStart,
      bodyEnd,
      start,
      end,
    };
  };
}

/** The body of a docs block is text, whatever braces are in it. */
function docsBlock(reader: BlockReader, start: number, name: string, nameSpan: Span): DefinitionBlock {
  const { from, to } = reader.rawBody('docs', 'enddocs');
  return {
    kind: 'definition',
    definition: 'docs',
    name,
    nameSpan,
    params: [],
    adapter: undefined,
    body: [],
    bodyStart: from,
    bodyEnd: to,
    start,
    end: reader.position,
  };
}

const test: Shape = { definition: 'test', ends: ['endtest', 'enddata_test'], rest: withParameters };

/** Jinja's macro, and the blocks that dbt parses like one. */
export const definitionTags: ReadonlyMap<string, TagParser> = new Map([
  ['macro', parser('macro', { definition: 'macro', ends: ['endmacro'], rest: withParameters })],
  ['test', parser('test', test)],
  ['data_test', parser('data_test', test)],
  [
    'materialization',
    parser('materialization', {
      definition: 'materialization',
      ends: ['endmaterialization'],
      rest: materializationAdapter,
    }),
  ],
  ['snapshot', parser('snapshot', { definition: 'snapshot', ends: ['endsnapshot'], rest: nothing })],
  ['docs', parser('docs', { definition: 'docs', ends: ['enddocs'], rest: nothing })],
]);
