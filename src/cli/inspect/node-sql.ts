import { duckdb } from '../../adapters/duckdb/index.ts';
import { error, fail, ok, type Result, SourceText } from '../../base/index.ts';
import { compileTest } from '../../check/index.ts';
import {
  type CompileSettings,
  compileTemplate,
  isBlank,
  type Query,
  type SqlText,
  Symbols,
} from '../../compile/index.ts';
import type { Bindings } from '../../execute/index.ts';
import { dataTests } from '../../features/tests/index.ts';
import type { ManifestNode } from '../../manifest/index.ts';
import { parseTemplate } from '../../template/index.ts';

/**
 * The SQL that gives a node's rows, its relations still symbols: a model's own query, a test's failing rows, all of
 * a seed or source.
 */
export function nodeQuery(node: ManifestNode, compile: CompileSettings): Result<Query> {
  if (node.resource === 'model') return compileTemplate(node.template, node, compile);
  if (node.resource === 'test') {
    const test = compileTest(node, { compile, tests: dataTests, sql: duckdb });
    return test.ok ? ok(test.value.failing) : test;
  }
  const symbols = new Symbols();
  const text = `select * from ${symbols.symbol('ref', node.id)}`;
  return ok({ sql: { text, locate: () => undefined }, symbols });
}

/** The query of `--inline`; what is wrong in it is placed in `--inline`, as if that were a file. */
export function inlineQuery(text: string, compile: CompileSettings): Result<Query> {
  if (isBlank(text))
    return fail(error('A4001', '--inline has no SQL', { hint: "such as: --inline 'select 1'" }));
  const template = parseTemplate(new SourceText('--inline', text));
  return template.ok ? compileTemplate(template.value, undefined, compile) : template;
}

/** The SQL to send: what is staged is read where `bindings` has it, what is published elsewhere. */
export function bound(query: Result<Query>, bindings: Bindings): Result<SqlText> {
  if (!query.ok) return query;
  const sql = bindings.bindStaged(query.value);
  return 'ok' in sql ? sql : ok(sql);
}
