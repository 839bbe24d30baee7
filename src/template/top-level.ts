import type { Span, Statement } from './ast.ts';
import { own } from './render.ts';
import type { Template } from './template.ts';

/** A block or tag that stands in no other: `macro`, `snapshot`, `set`, `if` … */
export interface TopLevelTag extends Span {
  readonly name: string;
}

/** What is at the top of a template beside text and expressions. */
export const topLevelTags = (template: Template): readonly TopLevelTag[] =>
  own(template).body.flatMap((statement) => {
    const { kind, start, end } = statement;
    return kind === 'text' || kind === 'print' ? [] : [{ name: nameOf(statement), start, end }];
  });

const nameOf = (statement: Statement): string =>
  statement.kind === 'definition' ? statement.definition : statement.kind.split(' ', 1)[0]!;
