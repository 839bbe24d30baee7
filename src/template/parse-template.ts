import { error, fail, ok, type Result, type SourceText } from '../base/index.ts';
import { Analysis } from './analysis.ts';
import type { DefinitionBlock, Expression, Statement } from './ast.ts';
import { unknown } from './compile-calls.ts';
import { compileBody } from './compile-statements.ts';
import { located, TemplateError } from './errors.ts';
import { filters } from './filters/index.ts';
import type { Execute } from './frame.ts';
import { Lexer } from './lexer.ts';
import { ExpressionParser } from './parse-expressions.ts';
import { StatementParser } from './parse-statements.ts';
import { Scope } from './scope.ts';
import { SyntaxProblem } from './syntax-error.ts';
import type { Definition, MacroCall, Outline, StaticCall, Template } from './template.ts';
import { tests } from './tests/index.ts';
import { UnknownNames } from './unknown-names.ts';

/** A template as parsing leaves it: compiled when first rendered, analysed when first asked. */
export class ParsedTemplate implements Template {
  readonly source: SourceText;
  #body: readonly Statement[] | (() => readonly Statement[]);
  #definitions: readonly Definition[] | undefined;
  #macroCalls: readonly MacroCall[] | undefined;
  #analysis: Analysis | undefined;
  #execute: Execute | undefined;

  /** @param body or how to get it, for a template that may never be used */
  constructor(
    source: SourceText,
    body: readonly Statement[] | (() => readonly Statement[]),
    outline?: Outline,
  ) {
    this.source = source;
    this.#body = body;
    this.#definitions = outline?.definitions;
    this.#macroCalls = outline?.macroCalls;
  }

  get body(): readonly Statement[] {
    if (typeof this.#body === 'function') this.#body = this.#body();
    return this.#body;
  }

  get definitions(): readonly Definition[] {
    this.#definitions ??= this.body.flatMap((statement) =>
      statement.kind === 'definition' ? [definitionOf(statement, this.source.text)] : [],
    );
    return this.#definitions;
  }

  get calls(): readonly StaticCall[] {
    return this.#analysed().calls;
  }

  get macroCalls(): readonly MacroCall[] {
    this.#macroCalls ??= this.calls.map(macroCallOf);
    return this.#macroCalls;
  }

  get names(): ReadonlySet<string> {
    return this.#analysed().names;
  }

  get objects(): ReadonlySet<string> {
    return this.#analysed().objects;
  }

  get values(): ReadonlySet<string> {
    return this.#analysed().values;
  }

  get isStatic(): boolean {
    return this.body.every((statement) => statement.kind === 'text');
  }

  /** The whole template made ready to run. */
  get execute(): Execute {
    if (this.#execute === undefined) {
      const scope = new Scope(this.source, undefined);
      scope.declareBody(this.body);
      this.#execute = compileBody(this.body, scope);
    }
    return this.#execute;
  }

  #analysed(): Analysis {
    this.#analysis ??= new Analysis(this.body);
    return this.#analysis;
  }
}

function macroCallOf({ name, inside, args, kwargs }: StaticCall): MacroCall {
  const call = inside === undefined ? { name } : { name, inside };
  if (name !== 'adapter.dispatch') return call;
  const [wanted = kwargs.macro_name, namespace = kwargs.macro_namespace] = args;
  if (typeof wanted !== 'string') return call;
  return { ...call, dispatched: typeof namespace === 'string' ? [wanted, namespace] : [wanted] };
}

function definitionOf(node: DefinitionBlock, text: string): Definition {
  return {
    kind: node.definition,
    name: node.name,
    params: node.params.map((param) =>
      param.default === undefined
        ? { name: param.name }
        : { name: param.name, default: text.slice(param.default.start, param.default.end) },
    ),
    start: node.start,
    end: node.end,
    bodyStart: node.bodyStart,
    bodyEnd: node.bodyEnd,
    nameStart: node.nameSpan.start,
    nameEnd: node.nameSpan.end,
    ...(node.adapter === undefined ? {} : { adapter: node.adapter }),
  };
}

/** In characters: an expression of so many is not too long for the stack, whatever it is. */
const stackedTag = 2000;

/**
 * Parses Jinja 3 as its own parser does, with the extensions `do` and `loopcontrols`, dbt's definitions, and without
 * the tags that join several templates. Fails with one diagnostic at the place where reading stopped.
 */
export function parseTemplate(source: SourceText): Result<Template> {
  return parsing(source, (unknownNames) => {
    const parser = new StatementParser(source, unknownNames);
    const template = new ParsedTemplate(source, parser.template());
    // While still guarded, since only compiling finds an expression too long for the stack.
    if (parser.longestTag > stackedTag) void template.execute;
    return template;
  });
}

/** A text as a template that is nothing but it, whatever braces are in it. */
export const plainTemplate = (source: SourceText): Template =>
  new ParsedTemplate(source, [{ kind: 'text', text: source.text, start: 0, end: source.text.length }]);

/** Parses one expression, without braces around it. */
export function parseExpression(source: SourceText): Result<Expression> {
  return parsing(source, (unknownNames) => {
    const lexer = new Lexer(source.text);
    lexer.enter(0, '');
    const expression = new ExpressionParser(lexer, unknownNames).tuple();
    if (lexer.kind !== 'end') lexer.fail(`expected the end of the expression, got ${lexer.described()}`);
    return expression;
  });
}

function parsing<T>(source: SourceText, parse: (unknownNames: UnknownNames) => T): Result<T> {
  const unknownNames = new UnknownNames(filters, tests);
  try {
    const result = parse(unknownNames);
    const first = unknownNames.first();
    if (first === undefined) return ok(result);
    const { what, name, start, end } = first;
    const problem =
      what === 'filter' ? unknown('A3010', what, name, filters) : unknown('A3011', what, name, tests);
    return fail(problem.locate(source, start, end).toDiagnostic());
  } catch (thrown) {
    if (thrown instanceof SyntaxProblem) return fail(diagnostic(thrown, source));
    const problem = located(thrown, source, 0, 0);
    if (problem instanceof TemplateError) return fail(problem.toDiagnostic());
    throw thrown;
  }
}

function diagnostic({ code, message, start, end, hint, related }: SyntaxProblem, source: SourceText) {
  return error(code, message, {
    location: source.location(start, end),
    ...(related === undefined
      ? {}
      : { related: [{ message: related.message, location: source.location(related.start, related.end) }] }),
    ...(hint === undefined ? {} : { hint }),
  });
}
