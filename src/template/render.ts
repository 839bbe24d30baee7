import { error, fail, ok, type Result, type SourceText } from '../base/index.ts';
import type { DefinitionBlock, Statement } from './ast.ts';
import { definitionCode } from './compile-macros.ts';
import { compileBody } from './compile-statements.ts';
import { located, ReturnSignal, TemplateError } from './errors.ts';
import { Frame } from './frame.ts';
import { Macro } from './macro.ts';
import { Output } from './output.ts';
import { ParsedTemplate } from './parse-template.ts';
import { type Budget, Run, run, type UndefinedPolicy, within } from './run.ts';
import { Scope } from './scope.ts';
import type { Definition, Globals, Template } from './template.ts';
import type { Trail } from './trail.ts';

export interface RenderOptions {
  readonly undefined: UndefinedPolicy;
  /** The policy inside macros of other files, where it is another. */
  readonly undefinedInMacros?: UndefinedPolicy;
  readonly budget?: Budget;
  /** Whether a value that is written out, `{{ [1, 2] }}`, is its text, as Jinja's native templates have it. */
  readonly textOfConstants?: boolean;
  /** Whether `Rendered.map` is wanted; without it the map knows nothing. */
  readonly trace?: boolean;
  /** For a rendering that may be suspended and go on. */
  readonly trail?: Trail | undefined;
}

export interface Rendered {
  readonly text: string;
  /**
   * Where the character at that offset of the text came from. `verbatim` when it stands there as it is; otherwise it
   * was made by the tag that starts there. Undefined without `trace`.
   */
  map(
    offset: number,
  ): { readonly source: SourceText; readonly offset: number; readonly verbatim: boolean } | undefined;
}

/** Evaluates a template. Whatever it does wrong is a diagnostic; only our own bugs are thrown. */
export function render(template: Template, globals: Globals, options: RenderOptions): Result<Rendered> {
  const parsed = own(template);
  return guarded(parsed.source, options, () => {
    const { text, marks } = written(parsed, parsed, globals, options);
    return { text, map: (offset) => place(parsed.source, marks, offset, text.length) };
  });
}

/** What a template writes, from where it was suspended if it was; `what` is it to those who left it. */
function written(
  what: object,
  given: ParsedTemplate,
  globals: Globals,
  { trace = false }: Pick<RenderOptions, 'trace'>,
): Output {
  const { trail } = run();
  const left = trail?.taken<{ parsed: ParsedTemplate; frame: Frame; out: Output }>(what);
  const { parsed, frame, out } = left ?? {
    parsed: given,
    frame: new Frame(undefined, globals),
    out: new Output(trace),
  };
  try {
    parsed.execute(frame, out);
    return out;
  } catch (thrown) {
    trail?.leave(what, thrown, { parsed, frame, out });
    throw thrown;
  }
}

/** Any template that is rendered inside another: it is parsed again when it goes on. */
const inside = {};

/**
 * Renders in the middle of another rendering, such as a text that a template holds. What it throws ends that one too, with
 * all the places that led there.
 */
export function renderInside(template: Template, globals: Globals, options: RenderOptions): string {
  const parsed = own(template);
  try {
    const inner = new Run(options.undefined, options.budget, options.undefinedInMacros, run().trail);
    return within(inner, () => written(inside, parsed, globals, {})).text;
  } catch (thrown) {
    const problem =
      thrown instanceof ReturnSignal
        ? new TemplateError('A3014', 'return() was called outside a macro')
        : located(thrown, parsed.source, 0, 0);
    if (problem instanceof TemplateError) problem.leave('text that is rendered');
    throw problem;
  }
}

export function own(template: Template): ParsedTemplate {
  if (template instanceof ParsedTemplate) return template;
  throw new Error('render takes what parseTemplate gives');
}

/** Runs the work under a budget of its own, and makes what a template can throw a diagnostic. */
export function guarded<T>(source: SourceText, options: RenderOptions, work: () => T): Result<T> {
  try {
    return ok(
      within(new Run(options.undefined, options.budget, options.undefinedInMacros, options.trail), work),
    );
  } catch (thrown) {
    if (thrown instanceof ReturnSignal)
      return fail(error('A3014', 'return() was called outside a macro', { location: source.location(0) }));
    const problem = located(thrown, source, 0, 0);
    if (problem instanceof TemplateError) return fail(problem.toDiagnostic());
    throw thrown;
  }
}

/** Finds the piece of output that holds the offset; marks are triples, in the order of the output. */
function place(source: SourceText, marks: readonly number[] | undefined, offset: number, length: number) {
  if (marks === undefined || marks.length === 0 || offset < 0 || offset > length) return undefined;
  let low = 0;
  let high = marks.length / 3 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (marks[middle * 3]! <= offset) low = middle;
    else high = middle - 1;
  }
  const [from, start, verbatim] = [marks[low * 3]!, marks[low * 3 + 1]!, marks[low * 3 + 2] === 1];
  return { source, offset: verbatim ? start + offset - from : start, verbatim };
}

/**
 * A definition as a value that other templates can call; its body is compiled on the first call. `globals` is asked on
 * every call, so that macros see each other whatever the order in which they are made.
 *
 * @param seesFile whether what the file sets at its top level is seen, which is not so in dbt; its other macros are found
 * through `globals` only
 */
export function macroOf(
  template: Template,
  definition: Definition,
  globals: () => Globals,
  seesFile = true,
): Macro {
  const parsed = own(template);
  const node = definitionIn(parsed, definition);
  let compiled = compiledDefinitions.get(node);
  if (compiled === undefined) {
    compiled = compileDefinitionIn(parsed, node);
    compiledDefinitions.set(node, compiled);
  }
  const { settings, code } = compiled;
  const home = (): Frame => {
    const frame = new Frame(undefined, globals());
    if (seesFile) settings?.(frame, new Output());
    return frame;
  };
  return new Macro(node.name, code, home, true);
}

/** What a definition is compiled to does not depend on who calls it, and it is called in many renderings. */
const compiledDefinitions = new WeakMap<DefinitionBlock, ReturnType<typeof compileDefinitionIn>>();

function compileDefinitionIn(parsed: ParsedTemplate, node: DefinitionBlock) {
  const scope = new Scope(parsed.source, undefined);
  scope.declareBody(parsed.body, false);
  const settings = scope.size === 0 ? undefined : compileBody(parsed.body.filter(sets), scope);
  return { settings, code: definitionCode(node, scope, compileBody) };
}

/** What stands inside a definition, as a template of its own; places are those of the whole file. */
export function bodyOf(template: Template, definition: Definition): Template {
  return new ParsedTemplate(template.source, definitionIn(own(template), definition).body);
}

/** The block of a definition. */
export function definitionIn(parsed: ParsedTemplate, definition: Definition): DefinitionBlock {
  const node = parsed.body.find((statement) => statement.start === definition.start);
  if (node?.kind !== 'definition') throw new Error(`${definition.name} is not a definition of this template`);
  return node;
}

const sets = ({ kind }: Statement): boolean => kind === 'set' || kind === 'set block' || kind === 'if';
