import type { Adapter } from '../adapter/index.ts';
import { collect, error, fail, type Location, ok, type Result } from '../base/index.ts';
import {
  type CompileSettings,
  compileMacro,
  compileTemplate,
  compileText,
  evaluateArgument,
  isBlank,
  type Query,
  RelationValue,
  Symbols,
} from '../compile/index.ts';
import {
  argumentTemplate,
  fromYaml,
  type ManifestNode,
  type TestNode,
  wrongType,
} from '../manifest/index.ts';
import { isSequence, type YamlValue } from '../project/index.ts';
import { PyFloat, type PyObject, toJs, toText, type Value } from '../template/index.ts';
import type { DataTest } from './data-test.ts';

export interface TestSettings {
  readonly compile: CompileSettings;
  readonly tests: ReadonlyMap<string, DataTest>;
  readonly sql: Pick<Adapter, 'quote' | 'literal'>;
}

/** A test as SQL whose relations are still symbols. */
export interface CompiledTest {
  readonly node: TestNode;
  readonly failing: Query;
  /** See `DataTestSql.aggregate`; `from` is what it aggregates over. */
  readonly aggregate?: { readonly expression: Query; readonly from: Query };
  /** `expected 0 to 1`. */
  readonly expectation?: string;
}

export function compileTest(node: TestNode, settings: TestSettings): Result<CompiledTest> {
  const { test } = node;
  if (test.kind === 'singular') {
    const failing = compileTemplate(test.template, node, settings.compile);
    if (!failing.ok) return failing;
    if (isBlank(failing.value.sql.text)) {
      return fail(
        error('A6005', `the test ${node.name} has no SQL`, {
          location: node.locate(),
          hint: 'select the rows that are wrong',
        }),
      );
    }
    return ok({ node, failing: failing.value });
  }
  const where =
    node.config.where === undefined
      ? ok(undefined)
      : compileText(node.config.where, node, settings.compile, whereOf(node));
  if (!where.ok) return where;
  const symbols = where.value?.symbols ?? new Symbols();
  const subject = settings.compile.manifest.nodes.get(test.attachedTo)!;
  const symbol = symbols.symbol('ref', subject.id);
  const relation =
    where.value === undefined ? symbol : `(select * from ${symbol} where ${where.value.sql.text}\n)`;
  return test.macro === undefined
    ? compileBuiltIn(node, { relation, symbols, where: where.value?.sql.text }, settings)
    : compileOwn(node, test.macro, subject, settings);
}

const whereOf = (node: TestNode): Location => node.locateConfig?.('where') ?? node.locate();

/** What a test reads. */
interface Subject {
  readonly relation: string;
  readonly symbols: Symbols;
  readonly where: string | undefined;
}

/** SQL that Assay wrote: what is wrong in it is in the test's `where`, or else wherever the test is declared. */
function written(text: string, { symbols, where }: Subject, node: TestNode): Query {
  const locate = (offset: number): Location => {
    const start = where === undefined ? -1 : text.lastIndexOf(where, offset);
    return start !== -1 && offset <= start + where!.length ? whereOf(node) : node.locate();
  };
  return { sql: { text, locate }, symbols };
}

function compileBuiltIn(node: TestNode, subject: Subject, settings: TestSettings): Result<CompiledTest> {
  const { relation, symbols } = subject;
  const test = node.test as Extract<TestNode['test'], { kind: 'generic' }>;
  const definition = settings.tests.get(test.name)!;
  const args: Record<string, unknown> = {};
  const shown: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(test.arguments as Record<string, YamlValue>)) {
    const evaluated = argumentValue(value, (text) => evaluateArgument(text, node, symbols, settings.compile));
    if (!evaluated.ok) return evaluated;
    args[name] = plainValue(evaluated.value);
    shown[name] = shownValue(evaluated.value);
  }
  const column = test.column ?? (typeof args.column_name === 'string' ? args.column_name : undefined);
  const problem = definition.arguments
    .map((argument) => wrongType(argument, args[argument.name]))
    .find((each) => each !== undefined);
  if (problem !== undefined)
    return fail(error('A6004', `the data test ${test.name} ${problem}`, { location: node.locate() }));
  const built = definition.build({ relation, column, arguments: args, sql: settings.sql });
  const query = (text: string): Query => written(text, subject, node);
  return ok({
    node,
    failing: query(built.failing),
    ...(built.aggregate !== undefined && {
      aggregate: { expression: query(built.aggregate), from: query(relation) },
    }),
    expectation: definition.expectation({ column, arguments: shown }),
  });
}

/** An argument with its templates evaluated, those in a list too. */
function argumentValue(value: YamlValue, evaluate: (text: string) => Result<Value>): Result<Value> {
  if (isSequence(value)) return collect(value.map((item) => argumentValue(item, evaluate)));
  const template = argumentTemplate(value);
  return template === undefined ? ok(fromYaml(value)) : evaluate(template);
}

/** As SQL takes it: relations as symbols, and floats as they are written, since 1.0 is another text than 1. */
function plainValue(value: Value): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  return value instanceof RelationValue || value instanceof PyFloat ? toText(value) : toJs(value);
}

const shownValue = (value: Value): unknown =>
  value instanceof RelationValue ? value.getAttr('identifier') : plainValue(value);

/** The user's own test: its macro is called with the relation as `model`, as dbt does. */
function compileOwn(
  node: TestNode,
  macro: string,
  subject: ManifestNode,
  settings: TestSettings,
): Result<CompiledTest> {
  const test = node.test as Extract<TestNode['test'], { kind: 'generic' }>;
  const entry = settings.compile.manifest.macros.find(macro, node.package)!;
  const failing = compileMacro(
    entry,
    (symbols, evaluate) => {
      const where = node.config.where;
      const condition =
        where === undefined
          ? ok(undefined)
          : compileText(where, node, settings.compile, whereOf(node), symbols);
      if (!condition.ok) return condition;
      const values = new Map<string, Value>([
        ['model', testedRelation(subject, symbols, condition.value?.sql.text)],
      ]);
      if (test.column !== undefined) values.set('column_name', test.column);
      for (const [name, value] of Object.entries(test.arguments as Record<string, YamlValue>)) {
        const given = argumentValue(value, evaluate);
        if (!given.ok) return given;
        values.set(name, given.value);
      }
      return ok(values);
    },
    node,
    settings.compile,
  );
  return failing.ok ? ok({ node, failing: failing.value }) : failing;
}

function testedRelation(subject: ManifestNode, symbols: Symbols, where: string | undefined): Value {
  const symbol = symbols.symbol('ref', subject.id);
  const name =
    subject.resource === 'model' || subject.resource === 'seed'
      ? subject.relation
      : { schema: '', identifier: subject.name };
  const relation: PyObject = new RelationValue(symbol, name);
  return where === undefined ? relation : `(select * from ${symbol} where ${where}\n)`;
}
